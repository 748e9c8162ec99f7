from __future__ import annotations

import shutil
import ssl
import subprocess

import pytest

from prospector.research.fetch.tls import system_context
from prospector.research.protocol import FetchFailed

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl absent")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Make a certificate that signs itself, for the given name and dates."""
    folder = tmp_path_factory.mktemp("tls")

    config = folder / "ca.cnf"
    config.write_text(
        f"[ca]\ndefault_ca=d\n[d]\ndatabase={folder}/index.txt\nserial={folder}/serial\nnew_certs_dir={folder}\n"
        "default_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n[p]\ncommonName=supplied\n"
    )
    (folder / "index.txt").write_text("")

    def run(*words):
        done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def make(name: str, dates: tuple[str, str] = ("20200101000000Z", "20491231000000Z")):
        key, request, crt = (folder / f"{name}{dates[1]}.{end}" for end in ("key", "csr", "crt"))
        run("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
            "-out", request, "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}")  # fmt: skip
        run("ca", "-batch", "-selfsign", "-config", config, "-keyfile", key, "-in", request, "-out", crt, "-notext",
            "-create_serial", "-startdate", dates[0], "-enddate", dates[1])  # fmt: skip
        return crt, key

    return make


async def over_tls(web, serving, certificate, name, *, trusted, **dates):
    crt, key = certificate(name, **dates)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(crt, key)
    web.tls = ssl.create_default_context(cafile=str(crt)) if trusted else system_context()
    async with serving(web, server), web.fetcher() as fetcher:
        return await web.context(fetcher).fetch("https://acme.example/")


async def test_a_trusted_certificate_of_the_right_name(web, answer, serving, certificate):
    web.serve("acme.example/", answer(200, "<p>safe"))
    page = await over_tls(web, serving, certificate, "acme.example", trusted=True)
    assert (page.text, page.url) == ("<p>safe", "https://acme.example/")
    assert web.dialled == [("93.184.216.34", 443)]


@pytest.mark.parametrize(
    ("name", "trusted", "dates", "words"),
    [
        ("other.example", True, {}, "mismatch"),
        ("acme.example", False, {}, "self-signed"),
        ("acme.example", True, {"dates": ("20200101000000Z", "20200102000000Z")}, "expired"),
    ],
)
async def test_a_bad_certificate_is_an_error_and_not_a_downgrade(
    web, answer, serving, certificate, name, trusted, dates, words
):
    web.serve("acme.example/", answer(200, "<p>unsafe"))
    with pytest.raises(FetchFailed) as failed:
        await over_tls(web, serving, certificate, name, trusted=trusted, **dates)
    assert failed.value.state == "unreachable"
    assert failed.value.detail.startswith("the certificate of acme.example is not valid: ")
    assert words in failed.value.detail.lower().replace("self signed", "self-signed")
    assert web.requests == []
    assert {port for _, port in web.dialled} == {443}


def test_the_system_s_context_checks():
    context = system_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
