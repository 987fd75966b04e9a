# The site as an image: built in one stage, run by a user without rights in another.
# For a release name the base by its digest: --build-arg BASE=python@sha256:…
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
WORKDIR /app
RUN python3 -m venv /venv
COPY requirements/production.txt requirements/
RUN /venv/bin/python -m pip install --quiet --no-cache-dir --require-hashes --no-deps \
        --only-binary :all: -r requirements/production.txt \
    && /venv/bin/python -m pip uninstall --quiet --yes pip setuptools
COPY manage.py ./
COPY mmfaq mmfaq
COPY faq faq
COPY templates templates
COPY static static
COPY fixtures fixtures
# The secret key needed here is made up, and stays behind in this stage.
RUN STATIC_ROOT=/app/staticfiles DATA_DIR=/tmp/build /venv/bin/python manage.py collectstatic \
        --noinput --verbosity 0 \
    && python3 -m compileall -q --invalidation-mode unchecked-hash faq mmfaq

FROM ${BASE}
# pg_dump and pg_restore, for `manage.py backup`
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        postgresql-client \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /venv /venv
COPY --from=build /app /app
RUN mkdir /data && chown 10001:10001 /data
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=mmfaq.settings \
    STATIC_ROOT=/app/staticfiles \
    DATA_DIR=/data \
    BIND=0.0.0.0:8000
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-m", "mmfaq.healthcheck"]
# The database is brought up to date by a command of its own: python manage.py prepare
CMD ["gunicorn", "-c", "python:mmfaq.server", "mmfaq.wsgi"]
