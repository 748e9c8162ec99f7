from __future__ import annotations

import pytest

from prospector.research.fetch.guard import checked, is_public
from prospector.research.fetch.trouble import Trouble
from prospector.research.fetch.urls import join, read_url


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "198.18.0.1",
        "192.0.0.8", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::", "::1", "fd00::1", "fd00:ec2::254", "fe80::1",
        "fe80::1%eth0", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
        "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1", "acme.example", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"]
)
def test_addresses_that_are(address):
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(Trouble, match=r"10\.0\.0\.5 is not a public address \(acme\.example leads there\)"):
        checked("acme.example", ["8.8.8.8", "10.0.0.5"])
    assert checked("acme.example", ["8.8.8.8", "8.8.4.4", "8.8.8.8"]) == ["8.8.8.8", "8.8.4.4"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/", "127.0.0.1 is not a public address"),
        ("http://[::1]/", "::1 is not a public address"),
        ("http://[::ffff:127.0.0.1]/", "not a public address"),
        ("http://[64:ff9b::7f00:1]/", "not a public address"),
        ("http://[fe80::1%25eth0]/", ""),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not a public address"),
        ("http://0/", "0 is not a host name"),
        ("http://2130706433/", "2130706433 is not a host name"),
        ("http://0x7f.1/", "not a host name"),
        ("http://0x7f000001/", "not a host name"),
        ("http://127.1/", "not a host name"),
        ("http://0177.0.0.1/", "not a host name"),
        ("http://①②⑦.0.0.1/", "127.0.0.1 is not a public address"),
        ("http://127。0。0。1/", "127.0.0.1 is not a public address"),
        ("http://localhost/", "not a public host name"),
        ("http://intranet/", "not a public host name"),
        ("http://printer.local/", "private name (.local)"),
        ("http://LOCALHOST.localhost./", "private name (.localhost)"),
        ("http://metadata.google.internal/", "private name (.internal)"),
        ("http://abcdefgh.onion/", "private name (.onion)"),
        ("http://nas.home.arpa/", "private name (.home.arpa)"),
        ("file:///etc/passwd", "not file"),
        ("ftp://acme.example/", "not ftp"),
        ("gopher://acme.example/", "not gopher"),
        ("data:text/html,hi", "not data"),
        ("javascript:alert(1)", "not javascript"),
        ("acme.example", "a URL without a scheme"),
        ("", "a URL without a scheme"),
        ("http://", "names no host"),
        ("http:///etc/passwd", "names no host"),
        ("https://user:pw@acme.com@evil.com/", "user name"),
        ("https://user@acme.com/", "user name"),
        ("https://acme.com\\@evil.com", "backslash"),
        ("https://acme.com%2eevil.com", "not a host name"),
        ("https://acme.com\n.evil.com/", "control character"),
        ("https://acme com/", "not a host name"),
        ("https://-acme.com/", "not a host name"),
        ("https://acme..com/", "not a host name"),
        ("https://" + "a" * 300 + ".com/", "not a host name"),
        ("http://acme.example:22/", "port 22 is not fetched"),
        ("http://acme.example:6379/", "port 6379 is not fetched"),
        ("http://acme.example:99999/", "malformed"),
        ("http://acme.example:x/", "malformed"),
        ("http://[acme/", "malformed"),
        ("http://acme.example/" + "a" * 5000, "longer than"),
    ],
)
def test_urls_that_are_refused(url, words):
    with pytest.raises(Trouble) as refused:
        read_url(url)
    assert refused.value.state == "blocked"
    assert words in refused.value.sentence
    assert "\n" not in refused.value.sentence


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("  HTTPS://Acme.Example.  ", "https://acme.example/"),
        ("http://acme.example:80/a b?c=d e&f=%zz#x", "http://acme.example/a%20b?c=d%20e&f=%25zz"),
        ("http://acme.example:443/", "http://acme.example:443/"),
        ("https://straße.de/über?q=ü", "https://xn--strae-oqa.de/%C3%BCber?q=%C3%BC"),
        ("https://acme.example/a/./b/../c/%2e%2e/d", "https://acme.example/a/d"),
        ("https://acme.example/../../http/169.254.169.254/", "https://acme.example/http/169.254.169.254/"),
        ("https://acme.example//x/..", "https://acme.example//"),
        ("https://acme.example?q=a/../b", "https://acme.example/?q=a/../b"),
        ("https://acme.example/%E4%B8%AD", "https://acme.example/%E4%B8%AD"),
        ("https://acme.example/\ud800", "https://acme.example/%3F"),
        ("http://[2606:2800:220:1::1]/", "http://[2606:2800:220:1::1]/"),
        ("https://my_shop.example/", "https://my_shop.example/"),
    ],
)
def test_urls_are_read_one_way(url, read):
    assert read_url(url).url == read
    assert read_url(read).url == read


def test_other_ports_only_where_asked_for():
    assert read_url("http://acme.example:8080/x", any_port=True).netloc == "acme.example:8080"


@pytest.mark.parametrize(
    ("location", "read"),
    [
        ("/kontakt", "https://acme.example/kontakt"),
        ("team?x", "https://acme.example/about/team?x"),
        ("//www.acme.example/", "https://www.acme.example/"),
        ("http://other.example/#x", "http://other.example/"),
        ("../../../../x", "https://acme.example/x"),
    ],
)
def test_redirects_are_resolved(location, read):
    assert join(read_url("https://acme.example/about/us"), location).url == read


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://169.254.169.254/", "//[", "http://a@b.example/", "\\\\evil\\x"]
)
def test_redirects_pass_the_same_guard(location):
    with pytest.raises(Trouble):
        join(read_url("https://acme.example/about/us"), location)
