import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0018_service_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="contentversion",
            name="changes_at",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.CreateModel(
            name="HistoricalServiceNotice",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("current", "Störung"), ("planned", "Geplante Arbeiten")],
                        default="current",
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Ein Satz, zum Beispiel „E-Mails lassen sich gerade nicht abrufen“.",
                        max_length=120,
                        verbose_name="Was ist los?",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="Zwei, drei kurze Sätze.", verbose_name="Mehr dazu"
                    ),
                ),
                (
                    "meanwhile",
                    models.TextField(
                        blank=True,
                        help_text="Zum Beispiel „Ihre E-Mails lesen Sie solange in Webmail“.",
                        verbose_name="Was Kunden solange tun können",
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Beginn"),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Danach verschwindet der Hinweis von selbst. Leer: noch nicht bekannt.",
                        null=True,
                        verbose_name="Ende",
                    ),
                ),
                (
                    "shown_from",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="Geplante Arbeiten kündigen Sie damit vorher an.",
                        verbose_name="Auf allen Seiten ab",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "Vorbereitet"),
                            ("published", "Veröffentlicht"),
                            ("discarded", "Verworfen"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                (
                    "is_from_check",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="Aus der Prüfung der Server"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(blank=True, editable=False, verbose_name="Geändert"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Störungsmeldung",
                "verbose_name_plural": "historical Störungsmeldungen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ServiceNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seed_hash",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("current", "Störung"), ("planned", "Geplante Arbeiten")],
                        default="current",
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Ein Satz, zum Beispiel „E-Mails lassen sich gerade nicht abrufen“.",
                        max_length=120,
                        verbose_name="Was ist los?",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="Zwei, drei kurze Sätze.", verbose_name="Mehr dazu"
                    ),
                ),
                (
                    "meanwhile",
                    models.TextField(
                        blank=True,
                        help_text="Zum Beispiel „Ihre E-Mails lesen Sie solange in Webmail“.",
                        verbose_name="Was Kunden solange tun können",
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Beginn"),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Danach verschwindet der Hinweis von selbst. Leer: noch nicht bekannt.",
                        null=True,
                        verbose_name="Ende",
                    ),
                ),
                (
                    "shown_from",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="Geplante Arbeiten kündigen Sie damit vorher an.",
                        verbose_name="Auf allen Seiten ab",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "Vorbereitet"),
                            ("published", "Veröffentlicht"),
                            ("discarded", "Verworfen"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                (
                    "is_from_check",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="Aus der Prüfung der Server"
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="Geändert")),
                (
                    "services",
                    models.ManyToManyField(
                        blank=True,
                        related_name="notices",
                        to="faq.mailserver",
                        verbose_name="Betroffene Dienste",
                    ),
                ),
            ],
            options={
                "verbose_name": "Störungsmeldung",
                "verbose_name_plural": "Störungsmeldungen",
                "ordering": ["-starts_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NoticeUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Wann"),
                ),
                ("text", models.TextField(max_length=500, verbose_name="Neuer Stand")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="faq.servicenotice",
                        verbose_name="Meldung",
                    ),
                ),
            ],
            options={
                "verbose_name": "Neuer Stand",
                "verbose_name_plural": "Neuer Stand",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalServiceNotice_services",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="faq.historicalservicenotice",
                    ),
                ),
                (
                    "mailserver",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="faq.mailserver",
                    ),
                ),
                (
                    "servicenotice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="faq.servicenotice",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalServiceNotice_services",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
