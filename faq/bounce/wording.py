"""What do the words of a server mean? One table of phrases, English, German and some others.

Phrases are lower case with plain apostrophes and single blanks; `` * `` stands for up to 70 characters.
The first group that fits wins, so the order is: what can mean only one thing first, the vague last.
"""

from dataclasses import dataclass
from functools import cache

from faq.bounce.report import Cause

_GAP = 70

# fmt: off
_PHRASES: tuple[tuple[Cause, tuple[str, ...]], ...] = (
    (Cause.SUPPRESSED, (
        "suppression list", "on our suppression", "address is suppressed", "previously bounced", "bounced address",
        "not sending due to previous", "recipient is suppressed", "hard bounced previously", "in our bounce list",
        "deferred due to previous bounce", "unsubscribed address", "auf der sperrliste", "unterdrückungsliste",
    )),
    (Cause.VIRUS_FOUND, (
        "virus found", "virus detected", "virus infected", "infected with", "infected by", "contains a virus",
        "contains virus", "contained a virus", "message infected", "a virus was", "infected message", "malware",
        "known virus", "virus * rejected", "virus * in the", "virus * in your", "carrying a virus", "viruses",
        "found to contain virus", "message contains * worm", "trojan", "clamav", "clamd found", "virenscan",
        "enthält einen virus", "enthält einen * virus", "enthält virus", "virus gefunden", "virus erkannt",
        "schadsoftware", "schadprogramm", "virus: ", "viren gefunden", "mit einem virus infiziert", "w32/",
    )),
    (Cause.REVERSE_DNS_MISSING, (
        "reverse dns", "rdns", "no ptr", "ptr record", "ptr rr", "ptr resource record", "dns ptr", "ptr-record",
        "cannot find your reverse hostname", "cannot find your hostname", "reverse lookup", "reverse mapping",
        "reverse hostname", "pointer record", "no reverse", "does not have a reverse", "missing reverse",
        "unresolvable relay host name", "ip name lookup failed", "ip name forged", "ip name possibly forged",
        "fix reverse", "ptr entry", "ptr lookup", "unable to resolve your ip", "does not resolve to a hostname",
        "sending ip address doesn't have a ptr", "client host rejected: cannot find", "forward-confirmed",
        "hostname verification failed", "must resolve", "no valid ptr", "domain name in dns for your ip",
        "reverser dns", "reversen dns", "reverse-dns", "rückwärtsauflösung", "kein ptr", "ip-adresse hat keinen",
        "client ip address * has no", "your ip address has no", "no dns a-data", "invalid hostname for your ip",
        "not authorized to use this ptr", "ip reverse", "generic hostname", "generic ptr", "generic reverse",
        "dns for ip * not", "ip address without dns", "connecting ip has no",
    )),
    (Cause.SENDER_AUTHENTICATION_FAILED, (
        "dmarc", "dkim", "spf check", "spf fail", "spf record", "spf policy", "spf validation", "spf-", "(spf",
        "spf:", "spf (", "failed spf", "not pass spf", "pass spf", "violates spf", "spf unauthorized", " spf ", "openspf",
        "spf/", "sender policy framework", "sender id (pra)", "sender id failed", "is not allowed to send mail from",
        "is not allowed to send from", "not authorized to send from this domain", "not permitted by the domain owner",
        "unauthenticated email", "email is unauthenticated", "email authentication", "sender authentication failed",
        "domain authentication", "message authentication fail", "unauthenticated mail is prohibited",
        "sender * not authenticated by", "doesn't meet the required authentication", "does not pass authentication",
        "does not meet the required authentication", "failed authentication checks", "fails authentication checks",
        "not authorized to use this domain", "is not a permitted sender", "arc validation", "spoof", "sender spf",
        "please see http://www.open-spf.org", "lacks * authentication", "designated permitted sender", "absenderauthentifizierung",
        "authentizität des absenders", "nicht berechtigt, für die domain", "not a designated sender", "unauthorized sender domain",
        "authentication failed for the sender domain", "domain does not designate", "is not a designated mail",
    )),
    (Cause.MESSAGE_TOO_LARGE, (
        "message size exceeds", "message exceeds", "message too large", "message too big", "message is too large",
        "message is too big", "message file too big", "message length exceeds", "message larger than", "size limit",
        "exceeds maximum message size", "exceeded maximum message size", "maximum message size", "max message size",
        "message * exceeds * size", "mail size", "exceeds * size limit", "too large to", "mail too large", "mail too big",
        "exceeds fixed maximum", "exceeds the maximum", "exceeded the maximum allowed", "larger than the maximum",
        "too big for this", "message content too large", "data size exceeds", "size of this message exceeds", "size exceeded",
        "line length exceeds limit allows", "message was too large", "message too long", "maximale nachrichtengröße",
        "nachricht ist zu groß", "nachricht zu groß", "e-mail ist zu groß", "mail ist zu groß", "überschreitet die maximale",
        "überschreitet die zulässige größe", "größenbeschränkung", "größenlimit", "größe der nachricht", "nachrichtengröße",
        "message trop volumineux", "header size exceeds", "attachment * too large", "anhang * zu groß", "size of the message",
        "exceeds size limit", "exceed * message size", "message is larger than", "msg is too big", "msg too big",
        "exceeded storage allocation for this message", "can't send mail * this size", "ist größer als", "zu groß, um",
    )),
    (Cause.MAILBOX_FULL, (
        "mailbox full", "mailbox is full", "mailbox * is full", "mailbox * full", "mail box full", "mail box is full", "inbox is full", "inbox full", "quota exceed", "exceeded quota",
        "exceeded * quota", "exceed * quota", "exceeds * quota", "exceeding * quota", "over quota", "overquota", "over-quota", "out of quota", "over the * quota", "quota has been exceeded",
        "quota violation", "quota limit", "quota full", "quota is full", "quota would", "quotaexceeded", "storage quota", "disk quota", "diskquota",
        "exceeded its storage", "exceeded storage allocation", "exceeds storage", "exceeded storage", "storage space", "exhausted allowed storage",
        "mailbox exceed", "mailbox has exceeded", "mailbox * exceeds", "mailbox size limit", "mailbox over", "mail folder is full", "mailfolder is full", "folder is full",
        "account is full", "account full", "account is over", "account * exceeded", "user is overquota", "user's mailbox is full", "not enough storage space in",
        "insufficient storage * mailbox", "no space left * mailbox", "maildir over", "maildir delivery failed: userdisk", "user over", "is full and can", "too many messages * mailbox", "too many messages on this mailbox",
        "out of storage", "over its disk", "over * allotted", "no room in mailbox", "mailbox would exceed", "user disk quota", "recipient's mailbox is full", "mailbox has reached",
        "exceeds allowed size", "mailbox exceeds allowed size", "over the maximum allowed", "exceeded the * space", "recipient overquota", "recipient reached disk quota", "reached * quota", "user has too many messages",
        "mailbox currently full", "incoming mail * quota", "dd requested mail action aborted: exceeded", "resources restricted", "has reached its limit", "postfach voll", "postfach ist voll", "postfach * voll", "posteingang ist voll", "mailbox voll", "mailbox ist voll",
        "postfach des empfängers ist voll", "speicherplatz", "speicherplatz des kontos", "speichervolumen überschritten", "speichervolumen", "speicherplatz überschritten", "quota überschritten", "quota ueberschritten", "quota ist überschritten", "quota erreicht",
        "speicherlimit", "speicherkontingent", "kontingent", "speichergrenze", "postfachgröße", "mailbox-größe", "boîte aux lettres pleine", "boite aux lettres pleine", "boite du destinataire pleine", "boite pleine",
        "boîte pleine", "quota dépassé", "buzón lleno", "casella piena", "mailbox vol", "full mailbox", "stockage", "容量", "メールボックスに空きがありません", "trouble in home directory", "not enough disk space", "mailbox size * exceed",
        "the user's quota", "over their quota", "insufficient disk space * user", "insufficient space to store", "email account has exceeded", "user is over", "exceed the quota", "maximum mailbox size", "voller posteingang", "mail quota",
    )),
    (Cause.MAILBOX_MOVED, (
        "no longer on server", "user has moved", "has moved to", "has moved;", "recipient has moved", "address has changed", "account has been moved", "user no longer on", "mailbox has moved", "mailbox moved",
        "has been replaced by", "has been changed to", "new address is", "user has moved away", "please use * instead", "use the new address", "has left the company", "new e-mail address", "new email address", "please try <",
        "adresse hat sich geändert", "neue e-mail-adresse", "neue adresse", "ist umgezogen", "user not local; please try", "user moved", "forwarding address unknown", "destination mailbox has moved",
    )),
    (Cause.GREYLISTED, (
        "greylist", "graylist", "grey-list", "gray-list", "grey list", "gray list", "postgrey", "greylisting", "first time sender", "first seen * try again", "please retry in", "triplet", "unusual sender * later", "zu einem späteren zeitpunkt erneut zustellen", "come back later",
    )),
    (Cause.MAILBOX_DISABLED, (
        "account is disabled", "account disabled", "account(s) is disabled", "account has been disabled", "account that you tried to reach is disabled", "account inactive", "account is inactive", "inactive account", "inactive user", "user is inactive", "inactive mailbox",
        "mailbox is inactive", "mailbox inactive", "mailbox disabled", "mailbox is disabled", "mailbox has been disabled", "mailbox is frozen", "mailbox frozen", "account suspended", "account is suspended", "account has been suspended", "user suspended", "user is suspended",
        "mailbox suspended", "mailbox * suspended", "email account is suspended", "temporarily suspended", "account deactivated", "deactivated mailbox", "deactivated", "deactivated user", "account locked", "account is locked", "mailbox is locked", "account blocked", "account is blocked", "recipient account is blocked",
        "account closed", "account is closed", "account has been closed", "closed account", "account terminated", "account expired", "account has expired", "account is expired", "mailbox expired", "user expired", "discontinued", "user is locked", "user disabled", "user is disabled", "user * is disabled", "user has been disabled", "user account disabled", "recipient disabled", "recipient is disabled",
        "recipient suspended", "recipient is inactive", "recipient is not active", "account not active", "account is not active", "account * not active", "not currently active", "no longer active", "is not active", "mailbox not active", "has been dormant", "dormant", "unpaid", "not paid", "is currently suspended",
        "mailbox is blocked", "mailbox blocked", "mail receiving disabled", "disabled recipient", "mail is disabled for", "email address is disabled", "address disabled", "sorry your account", "domain * suspended", "account status: inactive", "account unavailable", "account is unavailable", "account temporarily unavailable", "mailbox currently suspended", "mailbox administratively disabled", "administratively disabled", "account temporarily disabled", "address no longer accepts mail", "le compte du destinataire est bloque", "user temporarily locked",
        "postfach deaktiviert", "postfach ist deaktiviert", "postfach wurde deaktiviert", "postfach gesperrt", "postfach ist gesperrt", "konto gesperrt", "konto ist gesperrt", "konto deaktiviert", "konto ist deaktiviert", "benutzerkonto * deaktiviert", "account gesperrt", "account ist gesperrt", "deaktiviert", "stillgelegt", "abgeschaltet", "nicht mehr aktiv", "inaktiv", "user temporarily disabled", "hosting service account expired", "account unavailable for delivery", "boîte inactive",
        "is no longer in use", "mailbox is not in use", "wird nicht mehr verwendet", "email box is no longer", "mailbox is closed", "mailbox closed",
    )),
    (Cause.BAD_REPUTATION, (
        "reputation", "low reputation", "poor reputation", "sender score", "senderscore", "sender's reputation", "bad history", "schlechter ruf", "reputationsprüfung", "trust level", "ip trust",
    )),
    (Cause.RATE_LIMITED, (
        "too many recipients this hour", "rate limit", "ratelimit", "rate-limit", "limit exceeded for sender", "receiving mail at a rate", "receiving email too quickly", "receiving mail too quickly", "receiving rate", "unusual rate", "at a rate that", "sending rate", "message rate", "submission rate", "exceeded the max emails per hour", "max defers and failures per hour", "emails per hour",
        "messages per hour", "messages per", "mails per", "per hour", "per day", "per minute", "daily limit", "hourly limit", "daily sending", "sending quota", "sending limit", "sending quota exceeded", "throttl", "too fast", "sending too much", "sent too many", "too many messages", "too many mails", "too many emails", "too much mail", "too many mail", "too frequent", "frequency", "try again later * too many",
        "temporarily deferred due to unexpected volume", "unexpected volume", "unusual traffic", "excessive volume", "excessive number of", "volume of * messages", "slow down", "exceeded sending", "maximum number of messages", "zu viele e-mails", "zu viele nachrichten", "zu viele mails", "sendelimit", "versandlimit", "zu schnell", "versandrate", "concurrency", "quota for sending", "policy rate", "message limit", "exceeded * messages", "limit on number of messages",
    )),
    (Cause.TOO_MANY_CONNECTIONS, (
        "too many connection", "too many concurrent", "too many simultaneous", "too many sessions", "too many smtp sessions", "too many open", "connection limit", "connections limit", "connection rate", "connection frequency", "maximum number of connections", "max connections", "number of concurrent", "simultaneous connections", "concurrent connection", "connection refused by tcpwrappers", "exceeded the maximum number of connections", "zu viele verbindungen", "zu viele gleichzeitige", "all server ports are busy", "too many hosts", "connection count", "too many session", "number of connections",
    )),
    (Cause.RECIPIENT_LIMIT_EXCEEDED, (
        "maximum number of recipients", "max number of recipients", "number of recipients exceed", "recipients exceeds", "recipient limit", "exceeds * recipient", "zu viele empfänger", "too many addresses", "max recipients",
    )),
    (Cause.RATE_LIMITED, ("too many recipients", "too many rcpt", "excess rcpt", "too many invalid recipients", "too many unknown", "too many bad")),
    (Cause.RELAYING_DENIED, (
        "relaying denied", "relay denied", "relay access denied", "relaying not allowed", "relay not permitted", "relaying is not permitted", "relaying prohibited", "relaying not permitted", "unable to relay", "not permitted to relay", "not allowed to relay", "not configured to relay", "relay not allowed", "relay * denied", "relaying * denied", "relaying mail to * is not allowed", "mail relay", "open relay", "no relaying", "we do not relay", "does not relay", "don't relay", "won't relay", "cannot relay", "can't relay", "refused to relay", "not a relay", "isn't a relay", "relay from", "relaying from", "relaying through", "relay operation", "relay is not", "relaying to", "relay to",
        "not in my list of allowed rcpthosts", "isn't in my list of allowed rcpthosts", "rcpthosts", "not a gateway", "not a local domain", "domain isn't allowed to be relayed", "domain isn't in my list", "is not hosted here", "domain not hosted", "not one of our hosted", "no such domain at this location", "domain is not served", "we don't handle mail for", "we do not handle mail for", "not local domain", "is not local", "not our customer", "not our user", "weiterleitung nicht erlaubt", "weiterleitung verweigert", "relais", "kein relay", "relay-zugriff", "smtp relay", "not allowed to send mail through this", "you must check mail first", "pop before smtp", "check for new mail first", "no tiene permiso", "relaying",
    )),
    (Cause.LOGIN_REQUIRED, (
        "authentication required", "authentication is required", "authentication needed", "authenticate first", "must authenticate", "must be authenticated", "need to authenticate", "smtp authentication", "smtp auth", "auth required", "authentication credentials invalid", "authentication failed", "authentication failure", "authentication unsuccessful", "authentication error", "invalid login", "login failed", "bad username or password", "username and password not accepted", "incorrect authentication data", "client was not authenticated", "client not authenticated", "not authenticated", "unauthenticated senders", "unauthenticated sender", "must issue a starttls", "starttls command first", "requires authentication", "please log in", "log in via", "login required", "not logged in", "password", "anmeldung erforderlich", "nicht angemeldet", "authentifizierung", "authentisierung", "passwort", "kennwort", "zugangsdaten", "auth * first",
        "requires tls", "must use tls", "encryption required", "requires encryption", "verschlüsselung erforderlich",
    )),
    (Cause.SENDER_SERVER_BLOCKED, (
        "blocklist", "blacklist", "black list", "block list", "blackhole", "black hole", "black-list", "blocked list", "blocklisted", "dnsbl", "dnswl", "rbl", "spamhaus", "spamcop", "barracudacentral", "sorbs", "cbl.abuseat", "abuseat", "uceprotect", "manitu", "mailspike", "surriel", "invaluement", "njabl", "spamrats", "zen.", "sbl", "xbl", "pbl", "block listed", "black listed",
        "blocked using", "blocked by", "listed at", "listed in", "listed on", "is listed", "was listed", "found on one or more", "client host blocked", "client host * blocked", "ip * blocked", "ip blocked", "blocked ip", "ip address * blocked", "ip is blocked", "your ip", "this ip", "from your ip", "sending ip", "server ip", "source ip", "connecting ip", "ip address is", "the ip", "ip address", "invalid ip", "bad ip", "banned sending ip", "access denied, banned", "ip banned", "banned ip", "ip range", "your network", "your mail server", "your server", "your host", "your isp", "internet service provider", "your provider", "mail server * blocked", "mail server rejected", "host rejected", "host is blocked", "host blocked", "host not allowed", "blocked for abuse", "blocked for spam", "blocked - see", "blocked for", "spamming host",
        "dynamic ip", "dynamic address", "dynamic host", "dynamically", "dial-up", "dialup", "dial up", "dsl", "residential", "end-user ip", "use your isp", "use the smtp server of your isp", "use your provider", "smarthost", "helo command rejected", "helo name", "helo rejected", "bad helo", "invalid helo", "helo/ehlo", "ehlo/helo", "bad ehlo", "helo * rejected", "helo invalid", "helo", "ehlo", "client host rejected", "client rejected", "client host", "connection dropped", "connection refused by policy", "connections not accepted from", "connections from", "connection rejected", "connection denied", "connection not allowed", "not allowed to connect", "we do not accept mail from", "we do not accept email from", "do not accept mail from", "messages from * weren't sent", "messages from * temporarily deferred", "mail from * rejected", "mail from * refused", "mail from * blocked", "no smtp service", "no access from mail server", "access from ip", "refused to talk", "tcpwrappers", "part of their network", "too many spam", "spam source", "source of spam", "known spammer", "spammer", "spamming", "sent spam", "sends spam", "unsolicited", "abuse", "daily relay quota", "unresolved host", "bad dns", "dns blacklist", "country", "geoip", "geo-block", "nemesis esmtp service not available", "adresse ip source", "ip source", "refuse to receive", "gesperrte ip", "ip-adresse", "sperrliste", "blockliste", "schwarze liste", "auf einer blacklist", "gelistet", "ip gesperrt", "ihr mailserver", "ihr server", "einwahl", "dynamische ip",
        "permanently deferred", "esmtp not accepting", "not accepting connections from", "service refuse", "service refused", "administrative prohibition", "administratively denied", "prohibited by administrator", "bad sender ip", "bad source", "fingerprint", "botnet", "bot ",
    )),
    (Cause.SPAM_SUSPECTED, (
        "spam", "junk mail", "junk email", "junk e-mail", "unwanted mail", "unwanted email", "unwanted content", "phish", "scam", "suspicious", "suspected", "bulk mail", "bulk email", "bulk-mail", "uribl", "surbl", "blacklisted url", "blocked url", "url in message", "bad url", "content filter", "contentfilter", "content-filter", "high score", "hits=", "score=", "mail rejete", "message looks like", "looks like spam", "classified as", "considered", "fraud", "dcc", "razor", "bayes", "cloudmark", "rejected by * filter", "unerwünscht", "verdächtig", "als spam", "werbung", "pourriel", "spammy", "mail rejected. ofr",
    )),
    (Cause.SENDER_REJECTED, (
        "sender address rejected", "sender rejected", "sender denied", "sender blocked", "sender is blocked", "sender refused", "sender not allowed", "sender address refused", "sender address is", "sender address * rejected", "sender address has been", "sender domain", "sender's domain", "sender verification", "sender verify", "sender callout", "sender unknown", "sender invalid", "sender not found", "sender does not exist", "bad sender", "invalid sender", "unknown sender", "unverified sender", "unroutable sender", "illegal sender", "forged sender", "forbidden sender", "blocked sender", "sender address", "sender mail", "sender * rejected", "sender * not exist", "sender * denied", "sender * refused", "sender not authorized", "domain of sender", "domain of the sender", "mail from domain", "mail from address", "mailfrom", "envelope sender", "envelope from", "envelope-from", "return path", "return-path", "from address", "from: address", "from: domain", "from domain", "from header domain", "from: header", "valid from", "no such domain", "sent from invalid", "sender's address", "your address", "your email address", "your e-mail address", "your domain", "you are not allowed to post", "you are not allowed to send", "you are not authorized", "not allowed to send to", "not authorized to send to", "permission to send", "permissions to send", "as this sender", "does not accept mail from", "does not accept messages from", "address that has been blacklisted", "you are sending to/from", "been blocked by recipient", "access denied to", "domain is invalid", "absender abgelehnt", "absenderadresse", "absender-adresse", "absender nicht", "absender unbekannt", "absender ist", "absender wurde", "absender * abgelehnt", "absenderdomain", "absender-domain", "need fully-qualified", "fully-qualified address", "bad mail from", "rejected mail from", "mail from:", "no valid sender", "unregistered domain", "not in sender list", "from this sender", "user is not permitted", "local sender", "bogus mail from", "invalid mail from",
    )),
    (Cause.ADDRESS_NOT_ASCII, (
        "smtputf8", "internationalized", "non-ascii", "non ascii", "not ascii", "utf-8 address", "umlaut", "8bit address", "eai", "idn",
    )),
    (Cause.DOMAIN_UNKNOWN, (
        "host not found", "host unknown", "unknown host", "unknown domain", "domain unknown", "domain not found", "no such host", "no such domain", "domain does not exist", "domain doesn't exist", "domain * does not exist", "domain * not found", "host or domain name not found", "domain name not found", "unrouteable domain", "unroutable domain", "unrouteable mail domain", "unrouteable address", "nxdomain", "non-existent domain", "nonexistent domain", "non-existing domain", "invalid domain", "bad domain", "domain couldn't be found", "couldn't be found", "couldn't find any host", "couldn't find any", "could not find any host", "domain name does not exist", "name service error", "name or service not known", "nodename nor servname", "no matches to nameserver query", "bad destination host", "bad destination system address", "dns domain * does not exist", "dns error", "dns: ", "cannot resolve", "can't resolve", "could not resolve", "unable to resolve", "not resolvable", "name server: host not found", "recipient domain not", "recipient's domain", "destination domain", "host name lookup failure", "host not found, try again", "domänenname", "domänen", "domäne", "domain wurde nicht gefunden", "domain nicht gefunden", "domain existiert nicht", "domain unbekannt", "unbekannte domain", "domain * wurde nicht gefunden", "domain * existiert nicht", "domain konnte nicht gefunden", "domain-name", "host unbekannt", "server nicht gefunden", "address couldn't be found because the domain", "host lookup did not complete", "hostname lookup", "all relevant mx records point to non-existent", "lowest numbered mx", "mx record * self", "illegal host/domain name", "destination server name",
    )),
    (Cause.NO_MAIL_ACCEPTED, (
        "null mx", "nullmx", "does not accept mail", "does not accept email", "doesn't accept mail", "doesn't accept email", "do not accept mail", "not accept any mail", "no mail accepted", "does not receive mail", "doesn't receive mail", "cannot receive mail", "not accepting mail", "not accepting messages", "no mx record", "no mx records", "no mx", "mx record found", "no valid mx", "no mail exchanger", "mx lookup", "mx records", "no smtp server", "mail server not found", "not an mx", "smtp protocol diagnostic", "no mail server", "domain has no", "does not have any mail", "mail host does not accept", "system does not accept", "keine e-mails", "keine mails", "nimmt keine", "kein mx", "dont accept mail", "name service error * no address associated", "invalid dns mx", "recipient * does not accept", "mx-eintr",
    )),
    (Cause.MAIL_LOOP, (
        "mail loop", "mailloop", "loop detected", "loops back to myself", "loops back", "loop:", "routing loop", "routing loop", "hop count", "too many hops", "too many received", "too many \"received\"", "message is looping", "message looping", "looping", "forwarding loop", "mail forwarding loop", "loop in", "local configuration error", "forwarded more than the maximum", "hopcount", "schleife", "already been forwarded", "loop count", "delivered-to", "a loop", "maximum number of hops",
    )),
    (Cause.TLS_FAILED, (
        "starttls", "tls handshake", "tls negotiation", "tls is required", "tls required", "tls connection", "tls not available", "tls error", "tls session", "tls", "ssl handshake", "ssl error", "certificate", "cannot start tls", "dane", "zertifikat", "cipher", "verschlüsselte verbindung", "mta-sts",
    )),
    (Cause.MAILBOX_UNKNOWN, (
        "user unknown", "unknown user", "user not found", "user not known", "user not exist", "user does not exist", "user doesn't exist", "user * does not exist", "user * doesn't exist", "user * not exist", "user * not found", "user * unknown", "user invalid", "invalid user", "user * is not", "not a user", "no such user", "no user", "no account", "no such account", "no such person", "no such recipient", "no such mailbox", "no such email", "no such address", "no such local user", "no such id", "no such name", "no mailbox", "no mail box", "no recipient", "no known recipient", "no existe", "no valid recipient", "no matching", "no local mailbox", "no email account", "there is no such", "there is no", "there's no", "unknown recipient", "unknown mailbox", "unknown address", "unknown email", "unknown account", "unknown local", "unknown or illegal", "unknown or invalid", "unknown to address", "unknown alias", "unknown virtual", "unknown rcpt", "unknown in", "unknown at", "unknown to", "recipient unknown", "recipient not found", "recipient not known", "recipient does not exist", "recipient doesn't exist", "recipient * does not exist", "recipient * not exist", "recipient * not found", "recipient is not", "recipient no longer", "recipient invalid", "recipient not exist", "recipient name is not recognized", "recipient not recognized", "recipient * unknown", "recipient is unknown", "recipient is invalid", "recipient cannot be verified", "recipient could not be verified", "recipient unavailable", "recipnotfound", "recipientnotfound", "invalid recipient", "invalid mailbox", "invalid address", "invalid account", "invalid final delivery", "invalid e-mail", "invalid email", "invalid to", "invalid local", "invalid rcpt", "bad recipient", "bad address", "bad mailbox", "bad destination mailbox", "incorrect address", "illegal alias", "nonexistent", "non-existent", "non existent", "non-existing", "not existent",
        "mailbox unknown", "mailbox not found", "mailbox not available", "mailbox unavailable", "mailbox does not exist", "mailbox doesn't exist", "mailbox * does not exist", "mailbox * not exist", "mailbox * doesn't exist", "mailbox * not found", "mailbox * unavailable", "mailbox invalid", "mailbox is invalid", "mailbox is unavailable", "mailbox is unknown", "mailbox no longer", "mailbox temporarily unavailable", "mailbox not", "mailbox name not", "address unknown", "address not found", "address does not exist", "address doesn't exist", "address * does not exist", "address * not exist", "address * unknown", "address * not found", "address error", "address rejected", "address invalid", "address is invalid", "address is not valid", "address is unknown", "address not valid", "address not known", "address no longer", "address is no longer", "address couldn't be found", "address could not be found", "address wasn't found", "addressee unknown", "account not found", "account does not exist", "account doesn't exist", "account * does not exist", "account * doesn't exist", "account is not available", "account not available", "account unknown", "account unavailable", "does not have an account", "doesn't have a", "doesn't have an account", "does not have a", "does not have a mailbox", "email account that you tried to reach does not exist", "does not exist", "doesn't exist", "not exist", "do not exist", "not listed in domino", "not listed in", "not a known user", "not known here", "is not known", "not our", "not a valid", "not valid", "is not valid", "is invalid", "is not a registered", "not a registered", "not registered", "is unknown", "isn't known", "not a local user", "no longer available", "no longer valid", "no longer exists", "no longer works", "no longer employed", "no longer at", "has left", "undeliverable address", "delivery address", "unrouteable", "unroutable", "recipient address rejected", "rcpt address", "verify recipient", "recipient verify", "verification failed", "recipient rejected", "user reject", "unable to find", "could not find", "couldn't find", "cannot find", "can't find", "not be found", "wasn't found", "name is not recognized", "not recognized", "not our", "doesn't match", "badly formed or unknown", "name not found", "alias not", "nobody here", "no one here", "domino directory", "domino ディレクトリ", "dominated", "adatabase", "userid", "person is not", "not in directory", "directory * not", "ldap", "local part", "localpart", "table lookup",
        "benutzer unbekannt", "unbekannter benutzer", "benutzer nicht gefunden", "benutzer existiert nicht", "benutzer * nicht gefunden", "benutzer * unbekannt", "benutzer * existiert nicht", "benutzer gibt es nicht", "empfänger unbekannt", "empfänger ist unbekannt", "empfänger nicht gefunden", "empfänger existiert nicht", "empfänger * existiert nicht", "empfänger wurde nicht gefunden", "empfänger * nicht gefunden", "empfänger * unbekannt", "unbekannter empfänger", "ungültiger empfänger", "empfängeradresse", "empfänger-adresse", "empfänger ungültig", "empfänger ist ungültig", "adresse wurde nicht gefunden", "adresse nicht gefunden", "adresse konnte nicht gefunden", "adresse * nicht gefunden", "adresse ist unbekannt", "adresse unbekannt", "adresse * unbekannt", "adresse existiert nicht", "adresse * existiert nicht", "adresse * nicht existiert", "adresse ist ungültig", "adresse ungültig", "adresse * ungültig", "adresse ist nicht gültig", "adresse gibt es nicht", "adresse * gibt es nicht", "unbekannte adresse", "postfach unbekannt", "postfach nicht gefunden", "postfach existiert nicht", "postfach * existiert nicht", "postfach * nicht gefunden", "postfach nicht verfügbar", "postfach ist nicht", "postfach gibt es nicht", "postfach nicht vorhanden", "existiert nicht", "nicht existiert", "nicht vorhanden", "gibt es nicht", "nicht gefunden", "unbekannt", "konto existiert nicht", "konto * nicht", "kein postfach", "keine mailbox", "kein benutzer", "kein konto", "kein account", "keinen account", "nicht bekannt", "existiert leider nicht", "emailadresse", "e-mail-adresse * nicht",
        "adresse d au moins", "destinataire inconnu", "utilisateur inconnu", "adresse inconnue", "n'existe pas", "adresse invalide", "destinatario sconosciuto", "utente sconosciuto", "usuario desconocido", "onbekende gebruiker", "not a mailbox", "見つかりません", "存在しません", "宛先不明",
    )),
    (Cause.ADDRESS_SYNTAX, (
        "bad address syntax", "address syntax", "syntax error in address", "malformed address", "syntax error * address", "bad recipient address syntax", "illegal address", "invalid address format", "invalid characters", "syntax: ", "domain literal", "ungültige adresse", "falsches format", "fehlerhaftes format", "ungültiges format", "address format", "unqualified", "missing domain", "missing @", "bad mailbox name", "mailbox name not allowed", "mailbox syntax", "mailbox name",
    )),
    (Cause.DELIVERY_PROGRAM_FAILED, (
        "procmail", "maildrop", "command output", "mail.local", "mailer terminated by signal", "exited with value", "x-unix", "can't create user output file", "can't create output", "pipe to", "local delivery failed", "dovecot-lda", "deliver: ", "child process", "unknown mailer error", "local mailer", "sieve", "address_pipe", "address_file", "error writing message", "command died", "command time limit", "mailer error", "lock failure", "error while writing", "local delivery agent", "user script", "deliver program", "failed to open mailbox", "unable to open mailbox", "/dev/null", "mailing list expan", "unable to expand",
    )),
    (Cause.SERVER_STORAGE_FULL, (
        "no space left on device", "disk full", "mail system full", "insufficient system storage", "insufficient system resources", "insufficient storage", "insufficient disk", "system storage", "not enough storage", "out of disk", "requested mail action aborted: exceeded storage", "no free space", "queue file write error", "out of space", "spool", "server storage", "storage full",
    )),
    (Cause.DELIVERY_EXPIRED, (
        "delivery expired", "delivery time expired", "delivery retry timeout", "retry timeout", "retry time", "retry timed out", "timeout exceeded", "expired", "too old", "too long in", "message has been in the queue", "been in queue", "in the queue too long", "queue too long", "undelivered after", "could not be delivered for", "could not deliver * for", "was not delivered within", "not delivered within", "unable to deliver message after", "after multiple retries", "multiple retries", "giving up", "i'm not going to try again", "gave up", "delivery failed * attempts", "delivery attempts", "number of attempts", "maximum retries", "max retries", "retries exceeded", "retry count", "has been delayed", "still being retried", "will be retried", "will keep trying", "continue trying", "will continue to try", "cannot be delivered within", "time limit", "maximum time", "last attempt", "connection timed out", "connect timed out", "operation timed out", "connection timeout", "timed out", "timeout", "time out", "time-out", "did not accept our requests to connect", "zeitüberschreitung", "frist", "zustellung * verzögert", "seit mehr als", "mehrfach", "mehrere tage", "versuche", "zustellversuche", "within the time", "not responding", "no response", "did not respond", "keine antwort", "antwortet nicht", "reagiert nicht", "not answer", "host down", "server is down", "host is down", "is down", "currently unreachable",
    )),
    (Cause.NETWORK_ERROR, (
        "connection refused", "connection reset", "connection lost", "lost connection", "connection closed", "connection was closed", "connection broken", "connection broke", "connection failure", "connection failed", "connection error", "connection terminated", "connection aborted", "connection interrupted", "connection to", "could not connect", "couldn't connect", "couldn't establish", "can't connect", "cannot connect", "unable to connect", "failed to connect", "connect to", "connect error", "could not be contacted", "unable to contact", "cannot contact", "can't contact", "unable to establish", "establish an smtp connection", "an smtp connection", "network is unreachable", "network unreachable", "host unreachable", "host is unreachable", "unreachable", "no route to host", "no route", "route to host", "routing error", "network error", "network problem", "socket error", "remote host", "broken pipe", "server disconnected", "unexpectedly closed", "hung up", "smtp connection", "bad connection", "server was unable", "dns server", "dns failure", "dns lookup", "dns temporary", "name server", "nameserver", "host lookup", "temporary lookup failure", "lookup failed", "lookup failure", "verbindung abgelehnt", "verbindung verweigert", "verbindung unterbrochen", "verbindung * getrennt", "verbindung zum", "keine verbindung", "nicht erreichbar", "nicht erreicht werden", "verbindungsfehler", "verbindungsaufbau", "netzwerk", "dns-", "destination server", "message transfer", "communicat", "server's not", "server not available", "remote server", "error transferring", "malformed answer",
    )),
    (Cause.MESSAGE_MALFORMED, (
        "rfc 5322", "rfc5322", "rfc 2822", "rfc2822", "rfc 822", "rfc822", "rfc 5321", "rfc5321", "not rfc", "rfc compliant", "non-compliant", "multiple from", "addresses in from", "duplicate header", "duplicated header", "duplicate headers", "missing header", "header missing", "missing * header", "header * missing", "headers missing", "no date", "missing date", "message-id", "malformed", "bare lf", "bare linefeed", "bare newline", "bare cr", "line too long", "lines longer than", "line length", "header syntax", "invalid header", "bad header", "header error", "header fields", "headers * not", "improper use of 8-bit", "8-bit", "8bit", "unescaped", "encoded", "charset", "character set", "mime", "invalid message", "message format", "format error", "improperly formatted", "kopfzeile", "fehlerhaft * kopf", "nicht rfc", "transaction failed: duplicate", "conversion", "syntax error in header", "too many header", "from: header are not",
    )),
)
# Words that narrow a cause only where a code or a step of the dialogue proves that they are meant.
_HINTS: tuple[tuple[Cause, tuple[str, ...]], ...] = (
    (Cause.CONTENT_REFUSED, (
        "attachment", "attached", "file type", "filetype", "filename", "executable", "zip", "content rejected", "content not", "message content", "rejected due to content", "content", "blocked content", "anhang", "anhänge", "dateityp", "dateiname", "inhalt", "potential security issue", "security issue", "banned", "forbidden", "prohibited", "illegal",
    )),
    (Cause.POLICY_REFUSED, (
        "policy", "policies", "protocol violation", "not permitted", "not allowed", "not authorized", "not accepted", "permission", "restricted", "security", "local rule", "message rejected", "mail rejected", "message refused", "message blocked", "message denied", "administrat", "richtlinie", "richtlinien", "regel", "nicht erlaubt", "nicht zugelassen", "verboten", "nicht berechtigt", "berechtigung", "abgelehnt", "refused by", "rejected by", "denied by", "blocked",
    )),
    (Cause.SERVER_ERROR, (
        "local error", "internal error", "internal server error", "server error", "system error", "configuration", "misconfigur", "config error", "temporary failure", "temporary error", "temporary problem", "temporarily unavailable", "temporarily unable", "try again later", "please try later", "please try again", "try later", "retry later", "service unavailable", "service not available", "service temporarily", "system not", "system busy", "server busy", "server too busy", "too busy", "overload", "resources temporarily", "insufficient resources", "out of memory", "cannot allocate", "database", "backend", "could not load", "load too high", "load average", "unable to process", "processing", "software", "i/o error", "input/output", "read error", "write error", "queue", "unable to accept", "not able to accept", "maintenance", "shutting down", "shutdown", "local problem", "fehlkonfiguration", "konfiguration", "serverfehler", "systemfehler", "interner fehler", "vorübergehend", "temporär", "momentan nicht", "zur zeit nicht", "derzeit nicht", "später erneut", "später noch", "wartung", "überlast", "recipient error",
    )),
    (Cause.PROTOCOL_ERROR, (
        "command not implemented", "not implemented", "command not recognized", "unrecognized command", "unknown command", "bad sequence", "bad command", "command rejected", "syntax error", "parameter not", "parameters", "protocol error", "need rcpt", "need mail", "unexpected", "out of sequence", "invalid command", "command unrecognized", "unsupported",
    )),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase that was found and its cause; a hint alone proves nothing."""

    cause: Cause
    phrase: str
    is_hint: bool


@cache
def _fragments(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split(" * "))


def wording(text: str) -> Wording | None:
    """Return the most specific wording in ``text`` (lower case, one line)."""
    return _first(text, _PHRASES, is_hint=False)


def hint(text: str) -> Wording | None:
    """Return the vaguer wording that narrows what a code in ``text`` means."""
    return _first(text, _HINTS, is_hint=True)


def _first(
    text: str, table: tuple[tuple[Cause, tuple[str, ...]], ...], *, is_hint: bool
) -> Wording | None:
    for cause, phrases in table:
        for phrase in phrases:
            if phrase in text or (" * " in phrase and _has_in_order(text, _fragments(phrase))):
                return Wording(cause=cause, phrase=phrase, is_hint=is_hint)
    return None


def _has_in_order(text: str, fragments: tuple[str, ...]) -> bool:
    position = text.find(fragments[0])
    while position >= 0:
        end = position + len(fragments[0])
        following = text.find(fragments[1], end, end + _GAP + len(fragments[1]))
        if following >= 0:
            return True
        position = text.find(fragments[0], end)
    return False
