from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0032_one_life_cycle"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalmailserver",
            name="is_recommended",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Anleitungen nennen diesen Dienst, und Mailprogramme bekommen ihn zuerst: vor anderen mit gleichem Protokoll und gleicher Verschlüsselung.",
                verbose_name="Empfohlen",
            ),
        ),
        migrations.AlterField(
            model_name="mailserver",
            name="is_recommended",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Anleitungen nennen diesen Dienst, und Mailprogramme bekommen ihn zuerst: vor anderen mit gleichem Protokoll und gleicher Verschlüsselung.",
                verbose_name="Empfohlen",
            ),
        ),
    ]
