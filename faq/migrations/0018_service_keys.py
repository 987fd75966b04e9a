import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0017_first_block"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mailserver",
            name="block",
            field=models.ForeignKey(
                blank=True,
                help_text="Dienste eines Blocks stehen zusammen in einer Tabelle. Leer: der erste Block.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="faq.serviceblock",
                verbose_name="Block",
            ),
        ),
        migrations.AlterField(
            model_name="mailserver",
            name="key",
            field=models.CharField(
                db_default="",
                default="",
                editable=False,
                max_length=40,
                unique=True,
                verbose_name="Anker",
            ),
        ),
    ]
