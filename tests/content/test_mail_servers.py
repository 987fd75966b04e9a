"""Do the shipped mail servers offer exactly the six ways in and out, secure ones first?"""

ROWS = [
    ("imap", "ssl-tls", 993),
    ("imap", "starttls", 143),
    ("pop3", "ssl-tls", 995),
    ("pop3", "starttls", 110),
    ("smtp", "ssl-tls", 465),
    ("smtp", "starttls", 587),
]


def test_mail_servers_are_the_six_settings_in_order_of_preference(mail_servers):
    ordered = sorted(mail_servers, key=lambda fields: fields["position"])

    assert [(row["protocol"], row["security"], row["port"]) for row in ordered] == ROWS


def test_mail_servers_share_host_authentication_and_user_name(mail_servers):
    shared = {(row["host"], row["authentication"], row["username_form"]) for row in mail_servers}

    assert shared == {("mail.mm-com.de", "password-cleartext", "address")}
