from __future__ import annotations

import pytest

from enrichers.website.socials import profile

URL = "https://www.blumenkraft.de/"


@pytest.mark.parametrize(
    "url",
    [
        "https://linkedin.com.evil.io/company/acme",
        "https://notx.com/acme",
        "https://mistersofteect.com/acme",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/sharer.php?u=x",
        "https://www.facebook.com/tr?id=1&ev=PageView",
        "https://www.facebook.com/plugins/like.php",
        "https://www.linkedin.com/in/anna-schmidt",
        "https://www.linkedin.com/shareArticle?url=x",
        "https://www.linkedin.com/profile/view?id=5",
        "https://twitter.com/home?status=hello",
        "https://twitter.com/intent/tweet?text=x",
        "https://twitter.com/acme/status/123",
        "https://twitter.com/hashtag/flowers",
        "https://twitter.com/share",
        "https://www.instagram.com/p/Bxyz/",
        "https://www.youtube.com/watch?v=abc",
        "https://www.pinterest.com/pin/create/button/?url=x",
        "https://plus.google.com/share?url=x",
        "https://vk.com/share.php?url=x",
        "https://t.me/share/url?url=x",
        "https://www.facebook.com/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_profile_of_a_company(url):
    assert profile(url) is None


@pytest.mark.parametrize(
    ("url", "tidy"),
    [
        ("http://www.facebook.com/Blumenkraft/?ref=ts", "https://www.facebook.com/Blumenkraft"),
        ("https://de-de.facebook.com/blumenkraft", "https://www.facebook.com/blumenkraft"),
        ("https://www.facebook.com/profile.php?id=123456", "https://www.facebook.com/profile.php?id=123456"),
        ("https://m.facebook.com/pages/Blumen-Kraft/123", "https://www.facebook.com/pages/Blumen-Kraft/123"),
        ("https://de.linkedin.com/company/blumenkraft/about/", "https://www.linkedin.com/company/blumenkraft"),
        ("http://twitter.com/#!/blumenkraft", "https://twitter.com/blumenkraft"),
        ("https://www.youtube.com/channel/UCabc", "https://www.youtube.com/channel/UCabc"),
        ("https://www.youtube.com/@blumenkraft", "https://www.youtube.com/@blumenkraft"),
        ("https://plus.google.com/106949277319131070628/posts", "https://plus.google.com/106949277319131070628"),
    ],
)
def test_profiles_are_tidied(url, tidy):
    found = profile(url)
    assert found is not None
    assert found[2].replace("de.linkedin", "www.linkedin") == tidy


def socials(site, body):
    return site.values(f"<html lang=de><title>Blumenkraft</title><body>{body}</body></html>", "social", url=URL)


def test_a_profile_behind_the_sites_own_redirect_is_read(site):
    assert socials(site, '<a href="/redirect.php?goto=http%3A%2F%2Fwww.facebook.com%2Fblumenkraft">f</a>') == [
        "https://www.facebook.com/blumenkraft"
    ]


def test_the_designers_profile_is_not_the_companys(site):
    body = '<footer><a href="https://instagram.com/blumenkraft">i</a><p>Design by <a href="https://instagram.com/pixelhof">Pixelhof</a></p></footer>'
    assert socials(site, body) == ["https://www.instagram.com/blumenkraft"]


def test_profiles_that_an_article_talks_about_are_not_the_companys(site):
    body = '<article class="post"><p>See <a href="https://www.facebook.com/seek">SEEK</a></p></article>'
    assert socials(site, body) == []


def test_profiles_of_visitors_and_staff_are_not_the_companys(site):
    body = (
        '<div id="comments"><a href="https://www.facebook.com/blumenkraft.fan">f</a></div>'
        '<div class="team-member"><a href="https://twitter.com/annaschmidt">t</a></div>'
    )
    assert socials(site, body) == []


def test_the_twitter_account_of_the_head_is_read(site):
    html = '<html><meta name="twitter:site" content="@blumenkraft"><title>x</title><body>'
    claims = [claim for claim in site.claims(html, url=URL) if claim.field == "social"]
    assert [(claim.value, claim.method, claim.passage) for claim in claims] == [
        ("https://twitter.com/blumenkraft", "meta", "@blumenkraft")
    ]
