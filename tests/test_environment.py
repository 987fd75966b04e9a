"""Settings are read by type: what is no value of it stops the start, nothing is switched off."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from django.core.exceptions import ImproperlyConfigured

from mmfaq.environment import Environment, needs
from tests.mailcheck.authority import Authority

HERE = Path("db.sqlite3")


def read(kind: str, value: str | None, **options: Any) -> Any:
    values = {} if value is None else {"NAME": value}
    return getattr(Environment(values), kind)("NAME", **options)


@pytest.mark.parametrize("word", ["1", "true", "True", "yes", "on", "ja", "JA", "an", " Wahr "])
def test_yes_in_two_languages(word: str) -> None:
    assert read("yes_no", word, default=False) is True


@pytest.mark.parametrize("word", ["0", "false", "no", "off", "nein", "Aus", "falsch"])
def test_no_in_two_languages(word: str) -> None:
    assert read("yes_no", word, default=True) is False


@pytest.mark.parametrize("word", ["True.", "jein", "y", "2", "enabled", "#an"])
def test_any_other_word_is_an_error(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="NAME="):
        read("yes_no", word, default=True)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_empty_is_not_given(value: str | None) -> None:
    assert read("yes_no", value, default=True) is True
    assert read("number", value, default=7) == 7
    assert read("words", value) == []


@pytest.mark.parametrize("word", ["0", "-1", "acht", "2.5", "1e3", "²", "٣", "9" * 5000])
def test_number_that_is_none(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        read("number", word, default=2)


@pytest.mark.parametrize("text", ["$abc", "a#b", "$$", "{x}", "ä ö", "%41", "'quoted'"])
def test_text_is_used_as_it_stands(text: str) -> None:
    assert read("text", text) == text


@pytest.mark.parametrize("word", ["0.0.0.0:80", "[::]:8000", "name:1", "unix:/run/a", "fd://3"])
def test_address_to_listen_at(word: str) -> None:
    assert read("listening", word, default="127.0.0.1:8000") == word


@pytest.mark.parametrize("word", ["8000", ":80", "a:b", "a:65536", "a:-1", "a:²", "127.0.0.1"])
def test_address_at_which_nobody_can_listen(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^NAME=.* is no address"):
        read("listening", word, default="127.0.0.1:8000")


def test_words_lose_their_blanks() -> None:
    assert read("words", " a.example, b.example ,,") == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("text", "address", "host"),
    [
        ("https://hilfe.müller.example", "https://hilfe.xn--mller-kva.example",
         "hilfe.xn--mller-kva.example"),
        ("https://Hilfe.Example/", "https://hilfe.example", "hilfe.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", "127.0.0.1"),
        ("http://[::1]:8080", "http://[::1]:8080", "::1"),
        ("https://hilfe.example:443", "https://hilfe.example", "hilfe.example"),
        ("http://localhost:80", "http://localhost", "localhost"),
        ("https://straße.example", "https://xn--strae-oqa.example", "xn--strae-oqa.example"),
    ],
)  # fmt: skip
def test_address_of_the_site(text: str, address: str, host: str) -> None:
    found = read("web_address", text, default="")

    assert (found.text, found.host) == (address, host)


@pytest.mark.parametrize(
    "text",
    ["hilfe.example", "ftp://hilfe.example", "https://", "https://hilfe.example/hilfe/",
     "https://a b.example", "https://hilfe.example:http", "https://[::1", "https://x:y@h.example",
     "https://hilfe.example?x", "https://hilfe.example:0", "https://@hilfe.example"],
)  # fmt: skip
def test_address_that_cannot_work(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="NAME="):
        read("web_address", text, default="")


def test_networks_of_proxies() -> None:
    assert read("networks", "127.0.0.1, 10.0.0.5/8,fd00::/8, ::ffff:192.0.2.1, unix") == [
        "127.0.0.1/32", "10.0.0.0/8", "fd00::/8", "192.0.2.1/32", "unix",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "nginx", "0.0.0.0/0", "::/0", "10.0.0.0/33", "0.0.0.0/1, 128.0.0.0/1", "2000::/3",
        "::ffff:0:0/96", "10.0.0.1;10.0.0.2",
    ],
)  # fmt: skip
def test_what_is_no_network_of_proxies(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="NAME="):
        read("networks", text)


def test_database_of_its_own_in_a_folder_with_any_name() -> None:
    folder = Path("/srv/Hilfe #1 (ä) $x")

    assert (
        read("database", None, default=folder / "db.sqlite3", root=folder)["NAME"]
        == f"{folder}/db.sqlite3"
    )


def test_options_of_the_database_are_kept() -> None:
    found = read(
        "database",
        "postgres://hilfe:p%40ss@db.example/hilfe?sslmode=verify-full&target_session_attrs=read-write",
        default=HERE,
        root=HERE,
    )

    assert found["PASSWORD"] == "p@ss"
    assert found["OPTIONS"] == {
        "sslmode": "verify-full",
        "target_session_attrs": "read-write",
    }


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite://:memory:"])
def test_database_that_each_process_would_have_for_itself(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="names no file"):
        read("database", url, default=HERE, root=HERE)


def test_relative_database_lies_below_the_root(tmp_path: Path) -> None:
    found = read("database", "sqlite:///daten/db.sqlite3", default=HERE, root=tmp_path)

    assert found["NAME"] == f"{tmp_path}/daten/db.sqlite3"


@pytest.mark.parametrize(
    "url", ["mysql://a:secret@b/c", "foo://a:secret@b", "postgres://a:se#cret@b/c", "nonsense"]
)
def test_database_that_cannot_be_used_is_named_without_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        read("database", url, default=HERE, root=HERE)

    assert "secret" not in str(caught.value)
    assert "cret" not in str(caught.value)


@pytest.mark.parametrize("word", ["verbose", "10"])
def test_choice_of_words(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="is none of"):
        read("choice", word, options=("INFO", "DEBUG"), default="INFO")


@pytest.mark.parametrize("word", ["mm com.de", "https://mail.example", "mail.example:993", "a/b"])
def test_name_of_a_mail_host_that_is_none(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="no host name"):
        read("host_name", word, default="mail.example")


@pytest.mark.parametrize(
    ("word", "name"), [(None, "mail.example"), ("Müller.example.", "xn--mller-kva.example")]
)
def test_name_of_a_mail_host(word: str | None, name: str) -> None:
    assert read("host_name", word, default="mail.example") == name


@pytest.mark.parametrize(
    "word",
    ["counters:6379", "http://counters", "geheim@counters", "redis://counters:eins",
     "redis://counters:99999", "redis://counters/eins", "redis://counters?db=eins",
     "redis://counters?socket_timeout=bald", "redis://counters?retries=1", "redis://[::1",
     "redis://:geheim#1@counters", "redis://:geheim/1@counters", "rediss://c?ssl_cert_reqs=ja"],
)  # fmt: skip
def test_store_that_cannot_be_asked_stops_the_start(word: str) -> None:
    """The site would go on without counters: no limit would hold, and nobody would know."""
    with pytest.raises(ImproperlyConfigured, match="NAME=") as raised:
        read("store", word, schemes=("redis", "rediss", "unix"))

    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize(
    "word",
    [
        "redis://:p%23%2F@counters:6379/0",
        "redis://[::1]:6379",
        "redis://c/1?db=2",
        "unix:///run/valkey.sock",
        "",
    ],
)
def test_store_is_used_as_given(word: str) -> None:
    assert read("store", word, schemes=("redis", "rediss", "unix")) == word


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (".example.org, b.example", [".example.org", "b.example"]),
        ("2001:DB8::1, [::1]", ["[2001:db8::1]", "[::1]"]),
        ("Müller.example., .müller.example", ["xn--mller-kva.example", ".xn--mller-kva.example"]),
    ],
)
def test_host_names_are_written_as_requests_carry_them(text: str, names: list[str]) -> None:
    assert read("host_names", text) == names


@pytest.mark.parametrize("word", ["nonsense", "ftp://store.example", "https://x:0", "https://a#b"])
def test_address_of_a_service_that_is_none(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="NAME="):
        read("url", word, schemes=("https", "http"))


@pytest.mark.parametrize("word", ["/missing.pem", "/", "missing.pem", "~nobody-of-this-name/a.pem"])
def test_file_that_cannot_be_read(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^NAME={word} cannot be "):
        read("file", word)


def test_file_is_a_path_and_none_where_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "ü #1.pem").touch()

    assert read("file", f" {tmp_path}/ü #1.pem ") == tmp_path / "ü #1.pem"
    assert read("file", "") is None


def test_folder_of_somebody_unknown() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^NAME=~nobody-of-this-name cannot be found"):
        read("folder", "~nobody-of-this-name", default=HERE)


def test_certificates_are_certificates(tmp_path: Path) -> None:
    issued = Authority(tmp_path).issue("hilfe.example")

    assert read("certificates", str(issued.certificate)) == issued.certificate
    with pytest.raises(ImproperlyConfigured, match="holds no certificate"):
        read("certificates", str(issued.key))


def pair(certificate: Path | str, key: Path | str) -> object:
    values = {"CERTIFICATE": str(certificate), "KEY": str(key)}
    return Environment(values).key_pair("CERTIFICATE", "KEY")


def test_key_and_certificate_fit(tmp_path: Path) -> None:
    issued = Authority(tmp_path).issue("hilfe.example")

    assert pair("", "") is None
    assert pair(issued.certificate, issued.key) == (issued.certificate, issued.key)


def test_key_and_certificate_that_do_not_fit(tmp_path: Path) -> None:
    one, other = (Authority(tmp_path).issue("hilfe.example") for _ in range(2))
    locked = tmp_path / "locked.key"
    locked.write_bytes(
        load_pem_private_key(one.key.read_bytes(), None).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")
        )
    )

    for certificate, key, sentence in (
        (one.certificate, "", "^CERTIFICATE means nothing without KEY"),
        ("", one.key, "^KEY means nothing without CERTIFICATE"),
        (one.certificate, other.key, "^KEY=.* is no key .* that fits CERTIFICATE"),
        (one.certificate, locked, "^KEY=.* is no key without a password"),
        (one.certificate, one.certificate, "^KEY=.* is no key"),
        (one.key, one.key, "^CERTIFICATE=.* holds no certificate"),
        (one.certificate, "/missing.key", "^KEY=/missing.key cannot be read"),
    ):
        with pytest.raises(ImproperlyConfigured, match=sentence):
            pair(certificate, key)


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("database", "postgres://a:geheim@b/c?sslmode=verify-full&sslrootcert=/missing.pem"),
        ("database", "postgres://a:geheim@b/c?sslcert=/&sslkey=/missing.key"),
        ("store", "rediss://:geheim@c/1?ssl_ca_certs=/missing.pem"),
    ],
)
def test_files_named_in_an_address_can_be_read(kind: str, url: str) -> None:
    """The database's program would notice at its first question only, and with each one anew."""
    options: dict[str, dict[str, Any]] = {
        "database": {"default": HERE, "root": HERE},
        "store": {"schemes": ("rediss",)},
    }
    with pytest.raises(ImproperlyConfigured, match=r"^NAME=.* cannot be read") as raised:
        read(kind, url, **options[kind])

    assert "geheim" not in str(raised.value)


def test_certificates_of_the_system_are_no_file() -> None:
    read("database", "postgres://a@b/c?sslrootcert=system", default=HERE, root=HERE)


@pytest.mark.parametrize(
    "names", [("MEDIA_S3_ENDPOINT",), ("MEDIA_S3_ACCESS_KEY", "MEDIA_S3_SECRET_KEY"), ("A", "C")]
)
def test_value_that_means_nothing_by_itself(names: tuple[str, ...]) -> None:
    environment = Environment(dict.fromkeys(names, "geheim"))

    environment.only_with("B", "C")
    with pytest.raises(ImproperlyConfigured, match=f"^{names[0]} means nothing without BUCKET"):
        environment.only_with(names[0], "BUCKET", *names[1:])
    with pytest.raises(ImproperlyConfigured) as raised:
        environment.only_with(names[0], "BUCKET")

    assert "geheim" not in str(raised.value)


def test_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^NAME=x needs the package no_such \(extra: y"):
        needs("NAME", "x", "no_such", extra="y")
