import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import faq.models.mailprograms


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0003_answer_frames"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="mailserver",
            options={
                "ordering": ["position", "protocol", "security"],
                "verbose_name": "Mailserver",
                "verbose_name_plural": "Mailserver",
            },
        ),
        migrations.AlterField(
            model_name="historicalmailserver",
            name="host",
            field=models.CharField(
                help_text="Nur der Name, zum Beispiel mail.mm-com.de.",
                max_length=253,
                validators=[
                    django.core.validators.DomainNameValidator(
                        accept_idna=False,
                        message="Das ist kein Servername. Beispiel: mail.mm-com.de – ohne https:// und ohne Port.",
                    )
                ],
                verbose_name="Server",
            ),
        ),
        migrations.AlterField(
            model_name="historicalmailserver",
            name="note",
            field=models.CharField(
                blank=True,
                help_text="Steht in der Tabelle in der Spalte „Wann“.",
                max_length=200,
                verbose_name="Hinweis",
            ),
        ),
        migrations.AlterField(
            model_name="historicalmailserver",
            name="port",
            field=models.PositiveIntegerField(
                help_text="Üblich sind 993, 143 (IMAP), 995, 110 (POP3), 465 und 587 (SMTP).",
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
                help_text="Kleine Zahlen werden bevorzugt: IMAP vor POP3, SSL/TLS vor STARTTLS.",
                verbose_name="Reihenfolge",
            ),
        ),
        migrations.AlterField(
            model_name="historicalmailserver",
            name="security",
            field=models.CharField(
                choices=[("ssl-tls", "SSL/TLS"), ("starttls", "STARTTLS")],
                help_text="Ohne Verschlüsselung wird nichts veröffentlicht.",
                max_length=8,
                verbose_name="Verschlüsselung",
            ),
        ),
        migrations.AlterField(
            model_name="mailserver",
            name="host",
            field=models.CharField(
                help_text="Nur der Name, zum Beispiel mail.mm-com.de.",
                max_length=253,
                validators=[
                    django.core.validators.DomainNameValidator(
                        accept_idna=False,
                        message="Das ist kein Servername. Beispiel: mail.mm-com.de – ohne https:// und ohne Port.",
                    )
                ],
                verbose_name="Server",
            ),
        ),
        migrations.AlterField(
            model_name="mailserver",
            name="note",
            field=models.CharField(
                blank=True,
                help_text="Steht in der Tabelle in der Spalte „Wann“.",
                max_length=200,
                verbose_name="Hinweis",
            ),
        ),
        migrations.AlterField(
            model_name="mailserver",
            name="port",
            field=models.PositiveIntegerField(
                help_text="Üblich sind 993, 143 (IMAP), 995, 110 (POP3), 465 und 587 (SMTP).",
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
                help_text="Kleine Zahlen werden bevorzugt: IMAP vor POP3, SSL/TLS vor STARTTLS.",
                verbose_name="Reihenfolge",
            ),
        ),
        migrations.AlterField(
            model_name="mailserver",
            name="security",
            field=models.CharField(
                choices=[("ssl-tls", "SSL/TLS"), ("starttls", "STARTTLS")],
                help_text="Ohne Verschlüsselung wird nichts veröffentlicht.",
                max_length=8,
                verbose_name="Verschlüsselung",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalMailProgram",
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
                        help_text="Steht in der Adresse /einrichten/…/. Bleibt für immer gleich.",
                        max_length=40,
                        validators=[faq.models.mailprograms.validate_program_key],
                        verbose_name="Schlüssel",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="Programm")),
                (
                    "platform",
                    models.CharField(
                        blank=True,
                        help_text="Zum Beispiel „Windows, macOS, Linux“.",
                        max_length=80,
                        verbose_name="Gerät",
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
                    "lead",
                    models.CharField(
                        help_text="Ein, zwei Sätze: was auf die Leser zukommt.",
                        max_length=300,
                        verbose_name="Einleitung",
                    ),
                ),
                (
                    "notice",
                    models.TextField(
                        blank=True,
                        help_text="Steht als „Achtung“ vor den Schritten, zum Beispiel wenn das Programm Passwörter in die Cloud eines Anbieters überträgt. Markdown.",
                        validators=[faq.models.mailprograms.validate_tokens],
                        verbose_name="Vorher zu wissen",
                    ),
                ),
                (
                    "steps",
                    models.TextField(
                        help_text="Nummerierte Schritte, in Markdown. Platzhalter für die Werte: {adresse}, {imap-server}, {imap-port}, {imap-sicherheit}, {imap-starttls-server}, {imap-starttls-port}, {pop3-server}, {pop3-port}, {pop3-sicherheit}, {pop3-starttls-server}, {pop3-starttls-port}, {smtp-server}, {smtp-port}, {smtp-sicherheit}, {smtp-starttls-server}, {smtp-starttls-port}.",
                        validators=[faq.models.mailprograms.validate_tokens],
                        verbose_name="Schritte",
                    ),
                ),
                (
                    "afterwards",
                    models.TextField(
                        blank=True,
                        help_text="Was nach dem Einrichten gut zu wissen ist. Markdown.",
                        validators=[faq.models.mailprograms.validate_tokens],
                        verbose_name="Danach",
                    ),
                ),
                (
                    "offers_profile",
                    models.BooleanField(
                        default=False,
                        help_text="Nur für Apple Mail: Ein Profil richtet das Konto ohne Tippen ein.",
                        verbose_name="Konfigurationsprofil anbieten",
                    ),
                ),
                (
                    "search_words",
                    models.TextField(
                        blank=True,
                        help_text="Wörter, die Kunden benutzen: eines je Zeile.",
                        verbose_name="Suchwörter",
                    ),
                ),
                (
                    "checked_with",
                    models.CharField(
                        blank=True,
                        help_text="Version des Programms.",
                        max_length=80,
                        verbose_name="Geprüft mit",
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="Geprüft am")),
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
                "verbose_name": "historical Mailprogramm",
                "verbose_name_plural": "historical Mailprogramme",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MailProgram",
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
                    "rendered_with",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Steht in der Adresse /einrichten/…/. Bleibt für immer gleich.",
                        max_length=40,
                        unique=True,
                        validators=[faq.models.mailprograms.validate_program_key],
                        verbose_name="Schlüssel",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="Programm")),
                (
                    "platform",
                    models.CharField(
                        blank=True,
                        help_text="Zum Beispiel „Windows, macOS, Linux“.",
                        max_length=80,
                        verbose_name="Gerät",
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
                    "lead",
                    models.CharField(
                        help_text="Ein, zwei Sätze: was auf die Leser zukommt.",
                        max_length=300,
                        verbose_name="Einleitung",
                    ),
                ),
                (
                    "notice",
                    models.TextField(
                        blank=True,
                        help_text="Steht als „Achtung“ vor den Schritten, zum Beispiel wenn das Programm Passwörter in die Cloud eines Anbieters überträgt. Markdown.",
                        validators=[faq.models.mailprograms.validate_tokens],
                        verbose_name="Vorher zu wissen",
                    ),
                ),
                (
                    "steps",
                    models.TextField(
                        help_text="Nummerierte Schritte, in Markdown. Platzhalter für die Werte: {adresse}, {imap-server}, {imap-port}, {imap-sicherheit}, {imap-starttls-server}, {imap-starttls-port}, {pop3-server}, {pop3-port}, {pop3-sicherheit}, {pop3-starttls-server}, {pop3-starttls-port}, {smtp-server}, {smtp-port}, {smtp-sicherheit}, {smtp-starttls-server}, {smtp-starttls-port}.",
                        validators=[faq.models.mailprograms.validate_tokens],
                        verbose_name="Schritte",
                    ),
                ),
                (
                    "afterwards",
                    models.TextField(
                        blank=True,
                        help_text="Was nach dem Einrichten gut zu wissen ist. Markdown.",
                        validators=[faq.models.mailprograms.validate_tokens],
                        verbose_name="Danach",
                    ),
                ),
                (
                    "offers_profile",
                    models.BooleanField(
                        default=False,
                        help_text="Nur für Apple Mail: Ein Profil richtet das Konto ohne Tippen ein.",
                        verbose_name="Konfigurationsprofil anbieten",
                    ),
                ),
                (
                    "search_words",
                    models.TextField(
                        blank=True,
                        help_text="Wörter, die Kunden benutzen: eines je Zeile.",
                        verbose_name="Suchwörter",
                    ),
                ),
                (
                    "checked_with",
                    models.CharField(
                        blank=True,
                        help_text="Version des Programms.",
                        max_length=80,
                        verbose_name="Geprüft mit",
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="Geprüft am")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="Geändert")),
                ("notice_html", models.TextField(default="", editable=False)),
                ("steps_html", models.TextField(default="", editable=False)),
                ("afterwards_html", models.TextField(default="", editable=False)),
                ("plain_text", models.TextField(default="", editable=False)),
                (
                    "help_entries",
                    models.ManyToManyField(
                        blank=True,
                        related_name="mail_programs",
                        to="faq.entry",
                        verbose_name="Hilfe bei Problemen",
                    ),
                ),
            ],
            options={
                "verbose_name": "Mailprogramm",
                "verbose_name_plural": "Mailprogramme",
                "ordering": ["position", "key"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMailProgram_help_entries",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="faq.entry",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="faq.historicalmailprogram",
                    ),
                ),
                (
                    "mailprogram",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="faq.mailprogram",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalMailProgram_help_entries",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MailServerCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("host", models.CharField(max_length=253, verbose_name="Server")),
                ("port", models.PositiveIntegerField(verbose_name="Port")),
                ("checked_at", models.DateTimeField(verbose_name="Geprüft")),
                (
                    "fault",
                    models.CharField(
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
                            (
                                "certificate-expires-soon",
                                "Das Zertifikat läuft in weniger als 14 Tagen ab",
                            ),
                            ("certificate-not-yet-valid", "Das Zertifikat gilt noch nicht"),
                            (
                                "certificate-wrong-name",
                                "Das Zertifikat gilt für einen anderen Namen",
                            ),
                            (
                                "certificate-untrusted",
                                "Dem Aussteller des Zertifikats wird nicht vertraut",
                            ),
                            ("login-missing", "Anmelden mit Passwort wird nicht angeboten"),
                        ],
                        default="",
                        max_length=30,
                        verbose_name="Ergebnis",
                    ),
                ),
                ("unchanged_since", models.DateTimeField(verbose_name="So seit")),
                ("is_usable", models.BooleanField(verbose_name="Kunden können arbeiten")),
                (
                    "detail",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Antwort des Servers"
                    ),
                ),
                ("tls_version", models.CharField(blank=True, max_length=10, verbose_name="TLS")),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="Zertifikat gültig bis"
                    ),
                ),
                (
                    "server",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="last_check",
                        to="faq.mailserver",
                        verbose_name="Mailserver",
                    ),
                ),
            ],
            options={
                "verbose_name": "Serverprüfung",
                "verbose_name_plural": "Serverprüfungen",
                "ordering": ["server"],
            },
        ),
    ]
