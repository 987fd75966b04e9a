import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0015_glossary"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalServiceBlock",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        db_index=True,
                        help_text="Steht in Links auf den Block. Bleibt für immer gleich.",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9]+(?:-[a-z0-9]+)*\\Z",
                                "Ein Schlüssel besteht aus Kleinbuchstaben ohne Umlaute, Ziffern und einzelnen Bindestrichen, zum Beispiel „pop3-imap“.",
                            )
                        ],
                        verbose_name="Schlüssel",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="Überschrift, zum Beispiel „Kalender und Kontakte“.",
                        max_length=60,
                        verbose_name="Name",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        help_text="Zum Beispiel „Für Postfächer, die vor 2020 angelegt wurden“.",
                        max_length=120,
                        verbose_name="Für wen",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Ein Satz unter der Überschrift.",
                        max_length=300,
                        verbose_name="Hinweis",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Kleine Zahlen stehen oben.",
                        verbose_name="Reihenfolge",
                    ),
                ),
                (
                    "is_hidden",
                    models.BooleanField(
                        default=False,
                        help_text="Weder Leser noch Mailprogramme erfahren von diesen Diensten.",
                        verbose_name="Ausgeblendet",
                    ),
                ),
                (
                    "publishes_faults",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Antwortet ein Dienst zweimal nicht, steht die Meldung sofort auf allen Seiten. Sonst wird sie nur vorbereitet.",
                        verbose_name="Störungen ohne Rückfrage melden",
                    ),
                ),
                (
                    "on_entry",
                    models.BooleanField(
                        default=True, verbose_name="beim Eintrag mit den Einstellungen"
                    ),
                ),
                (
                    "on_category",
                    models.BooleanField(default=True, verbose_name="auf Kategorieseiten"),
                ),
                (
                    "on_guides",
                    models.BooleanField(
                        default=True, verbose_name="bei den Anleitungen unter „Einrichten“"
                    ),
                ),
                ("on_start", models.BooleanField(default=True, verbose_name="auf der Startseite")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Block von Diensten",
                "verbose_name_plural": "historical Blöcke von Diensten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ServiceBlock",
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
                    "key",
                    models.CharField(
                        help_text="Steht in Links auf den Block. Bleibt für immer gleich.",
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9]+(?:-[a-z0-9]+)*\\Z",
                                "Ein Schlüssel besteht aus Kleinbuchstaben ohne Umlaute, Ziffern und einzelnen Bindestrichen, zum Beispiel „pop3-imap“.",
                            )
                        ],
                        verbose_name="Schlüssel",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="Überschrift, zum Beispiel „Kalender und Kontakte“.",
                        max_length=60,
                        verbose_name="Name",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        help_text="Zum Beispiel „Für Postfächer, die vor 2020 angelegt wurden“.",
                        max_length=120,
                        verbose_name="Für wen",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Ein Satz unter der Überschrift.",
                        max_length=300,
                        verbose_name="Hinweis",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Kleine Zahlen stehen oben.",
                        verbose_name="Reihenfolge",
                    ),
                ),
                (
                    "is_hidden",
                    models.BooleanField(
                        default=False,
                        help_text="Weder Leser noch Mailprogramme erfahren von diesen Diensten.",
                        verbose_name="Ausgeblendet",
                    ),
                ),
                (
                    "publishes_faults",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Antwortet ein Dienst zweimal nicht, steht die Meldung sofort auf allen Seiten. Sonst wird sie nur vorbereitet.",
                        verbose_name="Störungen ohne Rückfrage melden",
                    ),
                ),
                (
                    "on_entry",
                    models.BooleanField(
                        default=True, verbose_name="beim Eintrag mit den Einstellungen"
                    ),
                ),
                (
                    "on_category",
                    models.BooleanField(default=True, verbose_name="auf Kategorieseiten"),
                ),
                (
                    "on_guides",
                    models.BooleanField(
                        default=True, verbose_name="bei den Anleitungen unter „Einrichten“"
                    ),
                ),
                ("on_start", models.BooleanField(default=True, verbose_name="auf der Startseite")),
            ],
            options={
                "verbose_name": "Block von Diensten",
                "verbose_name_plural": "Blöcke von Diensten",
                "ordering": ["position", "key"],
            },
        ),
        migrations.AlterModelOptions(
            name="historicalmailserver",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical Dienst",
                "verbose_name_plural": "historical Server und Dienste",
            },
        ),
        migrations.AlterModelOptions(
            name="mailserver",
            options={
                "ordering": ["block__position", "block__key", "position", "pk"],
                "verbose_name": "Dienst",
                "verbose_name_plural": "Server und Dienste",
            },
        ),
        migrations.RemoveConstraint(
            model_name="mailserver",
            name="mailserver_one_per_protocol_and_security",
        ),
        migrations.AddField(
            model_name="historicalmailserver",
            name="is_recommended",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Anleitungen und Programme bekommen bei gleichem Protokoll diesen zuerst.",
                verbose_name="Empfohlen",
            ),
        ),
        migrations.AddField(
            model_name="historicalmailserver",
            name="key",
            field=models.CharField(
                db_default="",
                db_index=True,
                default="",
                editable=False,
                max_length=40,
                verbose_name="Anker",
            ),
        ),
        migrations.AddField(
            model_name="historicalmailserver",
            name="label",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Nur nötig, wenn es mehrere gleiche gibt oder für eine Webadresse: „Webmail“.",
                max_length=60,
                verbose_name="Bezeichnung",
            ),
        ),
        migrations.AddField(
            model_name="historicalmailserver",
            name="path",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Nur für CalDAV, CardDAV und Web, zum Beispiel /dav/.",
                max_length=200,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A/[A-Za-z0-9._~/%-]*\\Z",
                        "Ein Pfad beginnt mit / und hat weder Leerzeichen noch Umlaute: /dav/",
                    )
                ],
                verbose_name="Pfad",
            ),
        ),
        migrations.AddField(
            model_name="historicalmailserver",
            name="status",
            field=models.CharField(
                choices=[
                    ("shown", "Angeboten"),
                    ("hidden", "Ausgeblendet"),
                    ("withdrawn", "Zurückgezogen"),
                ],
                db_default="shown",
                default="shown",
                help_text="Ausgeblendet: Niemand erfährt davon. Zurückgezogen: Die Tabelle sagt, dass es diesen Dienst nicht mehr gibt. Alte Links führen weiter zur Tabelle.",
                max_length=10,
                verbose_name="Zustand",
            ),
        ),
        migrations.AddField(
            model_name="mailserver",
            name="is_recommended",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Anleitungen und Programme bekommen bei gleichem Protokoll diesen zuerst.",
                verbose_name="Empfohlen",
            ),
        ),
        migrations.AddField(
            model_name="mailserver",
            name="key",
            field=models.CharField(
                db_default="", default="", editable=False, max_length=40, verbose_name="Anker"
            ),
        ),
        migrations.AddField(
            model_name="mailserver",
            name="label",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Nur nötig, wenn es mehrere gleiche gibt oder für eine Webadresse: „Webmail“.",
                max_length=60,
                verbose_name="Bezeichnung",
            ),
        ),
        migrations.AddField(
            model_name="mailserver",
            name="path",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Nur für CalDAV, CardDAV und Web, zum Beispiel /dav/.",
                max_length=200,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A/[A-Za-z0-9._~/%-]*\\Z",
                        "Ein Pfad beginnt mit / und hat weder Leerzeichen noch Umlaute: /dav/",
                    )
                ],
                verbose_name="Pfad",
            ),
        ),
        migrations.AddField(
            model_name="mailserver",
            name="status",
            field=models.CharField(
                choices=[
                    ("shown", "Angeboten"),
                    ("hidden", "Ausgeblendet"),
                    ("withdrawn", "Zurückgezogen"),
                ],
                db_default="shown",
                default="shown",
                help_text="Ausgeblendet: Niemand erfährt davon. Zurückgezogen: Die Tabelle sagt, dass es diesen Dienst nicht mehr gibt. Alte Links führen weiter zur Tabelle.",
                max_length=10,
                verbose_name="Zustand",
            ),
        ),
        migrations.AddField(
            model_name="mailservercheck",
            name="failures",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="Fehlschläge in Folge"
            ),
        ),
        migrations.AlterField(
            model_name="historicalmailserver",
            name="port",
            field=models.PositiveIntegerField(
                help_text="Üblich sind 993, 143 (IMAP), 995, 110 (POP3), 465 und 587 (SMTP), 4190 (ManageSieve), 443 (CalDAV, CardDAV, Web).",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(65535),
                ],
                verbose_name="Port",
            ),
        ),
        migrations.AlterField(
            model_name="historicalmailserver",
            name="position",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Kleine Zahlen stehen oben: IMAP vor POP3, SSL/TLS vor STARTTLS.",
                verbose_name="Reihenfolge",
            ),
        ),
        migrations.AlterField(
            model_name="historicalmailserver",
            name="protocol",
            field=models.CharField(
                choices=[
                    ("imap", "IMAP"),
                    ("pop3", "POP3"),
                    ("smtp", "SMTP"),
                    ("managesieve", "ManageSieve"),
                    ("caldav", "CalDAV"),
                    ("carddav", "CardDAV"),
                    ("web", "Web"),
                ],
                max_length=12,
                verbose_name="Protokoll",
            ),
        ),
        migrations.AlterField(
            model_name="mailserver",
            name="port",
            field=models.PositiveIntegerField(
                help_text="Üblich sind 993, 143 (IMAP), 995, 110 (POP3), 465 und 587 (SMTP), 4190 (ManageSieve), 443 (CalDAV, CardDAV, Web).",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(65535),
                ],
                verbose_name="Port",
            ),
        ),
        migrations.AlterField(
            model_name="mailserver",
            name="position",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Kleine Zahlen stehen oben: IMAP vor POP3, SSL/TLS vor STARTTLS.",
                verbose_name="Reihenfolge",
            ),
        ),
        migrations.AlterField(
            model_name="mailserver",
            name="protocol",
            field=models.CharField(
                choices=[
                    ("imap", "IMAP"),
                    ("pop3", "POP3"),
                    ("smtp", "SMTP"),
                    ("managesieve", "ManageSieve"),
                    ("caldav", "CalDAV"),
                    ("carddav", "CardDAV"),
                    ("web", "Web"),
                ],
                max_length=12,
                verbose_name="Protokoll",
            ),
        ),
        migrations.AlterField(
            model_name="mailservercheck",
            name="fault",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "in Ordnung"),
                    ("not-resolvable", "Der Servername lässt sich nicht auflösen"),
                    ("unreachable", "Der Server ist im Netz nicht erreichbar"),
                    ("closed", "Auf diesem Port antwortet niemand"),
                    ("timeout", "Der Server antwortet zu langsam"),
                    ("disconnected", "Der Server bricht das Gespräch ab"),
                    ("refused", "Der Dienst weist Verbindungen ab"),
                    ("wrong-protocol", "Hier antwortet ein anderer Dienst"),
                    ("not-encrypted", "Der Dienst spricht unverschlüsselt"),
                    ("starttls-missing", "Der Dienst bietet STARTTLS nicht an"),
                    ("starttls-refused", "Der Dienst lehnt STARTTLS ab"),
                    ("data-injected", "Hinter STARTTLS kamen unverschlüsselte Daten"),
                    ("tls-handshake", "Die Verschlüsselung kommt nicht zustande"),
                    ("tls-too-old", "Der Dienst kann nur veraltetes TLS"),
                    ("certificate-expired", "Das Zertifikat ist abgelaufen"),
                    ("certificate-expires-soon", "Das Zertifikat läuft in weniger als 14 Tagen ab"),
                    ("certificate-not-yet-valid", "Das Zertifikat gilt noch nicht"),
                    ("certificate-wrong-name", "Das Zertifikat gilt für einen anderen Namen"),
                    ("certificate-untrusted", "Dem Aussteller des Zertifikats wird nicht vertraut"),
                    ("redirected", "Der Dienst verweist an eine andere Adresse"),
                    ("not-found", "Unter diesem Pfad gibt es den Dienst nicht"),
                    ("login-missing", "Anmelden mit Passwort wird nicht angeboten"),
                ],
                default="",
                max_length=30,
                verbose_name="Ergebnis",
            ),
        ),
        migrations.AddField(
            model_name="historicalserviceblock",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalmailserver",
            name="block",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Dienste eines Blocks stehen zusammen in einer Tabelle. Leer: der erste Block.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="faq.serviceblock",
                verbose_name="Block",
            ),
        ),
        migrations.AddField(
            model_name="mailserver",
            name="block",
            field=models.ForeignKey(
                blank=True,
                null=True,
                help_text="Dienste eines Blocks stehen zusammen in einer Tabelle. Leer: der erste Block.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="faq.serviceblock",
                verbose_name="Block",
            ),
        ),
    ]
