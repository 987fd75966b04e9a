from django.db import migrations, models

PHONES = ("iphone", "android", "gmail-app")


def tell_phones(apps, schema_editor):
    apps.get_model("faq", "MailProgram").objects.filter(key__in=PHONES).update(device="phone")


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0019_service_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalmailprogram",
            name="device",
            field=models.CharField(
                choices=[("computer", "Computer"), ("phone", "Telefon")],
                db_default="computer",
                default="computer",
                max_length=10,
                verbose_name="Art des Geräts",
            ),
        ),
        migrations.AddField(
            model_name="historicalmailprogram",
            name="service",
            field=models.CharField(
                choices=[
                    ("mail", "E-Mail"),
                    ("calendar", "Kalender"),
                    ("contacts", "Kontakte"),
                    ("filters", "Filterregeln"),
                ],
                db_default="mail",
                default="mail",
                help_text="Eine Anleitung für Kalender, Kontakte oder Filter erscheint erst, wenn es den Dienst unter „Server und Dienste“ gibt.",
                max_length=10,
                verbose_name="Wofür",
            ),
        ),
        migrations.AddField(
            model_name="mailprogram",
            name="device",
            field=models.CharField(
                choices=[("computer", "Computer"), ("phone", "Telefon")],
                db_default="computer",
                default="computer",
                max_length=10,
                verbose_name="Art des Geräts",
            ),
        ),
        migrations.AddField(
            model_name="mailprogram",
            name="service",
            field=models.CharField(
                choices=[
                    ("mail", "E-Mail"),
                    ("calendar", "Kalender"),
                    ("contacts", "Kontakte"),
                    ("filters", "Filterregeln"),
                ],
                db_default="mail",
                default="mail",
                help_text="Eine Anleitung für Kalender, Kontakte oder Filter erscheint erst, wenn es den Dienst unter „Server und Dienste“ gibt.",
                max_length=10,
                verbose_name="Wofür",
            ),
        ),
        migrations.RunPython(tell_phones, migrations.RunPython.noop),
    ]
