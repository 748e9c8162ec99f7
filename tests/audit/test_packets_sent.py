"""Packets on their way: changed, signed by another, lost, proposed under whose name they are."""

from dataclasses import replace

import pytest

from prospector.audit.handing_in import file_name, hand_in
from prospector.audit.packets import MAGIC, Packet, fingerprint, is_packet, read_packet
from prospector.audit.taking import OtherKey
from prospector.errors import BadInput, ProspectorError, Refused
from tests.audit.post import Post, forged, key


def test_a_packet_changed_on_its_way_is_refused(written: Post) -> None:
    whole = written.hand_in().path.read_bytes()
    target = written.folder / "changed.packet"
    for changed in (
        whole.replace(b'"rep": "robin"', b'"rep": "other"'), whole[:-20], whole[:40], whole[:-1] + bytes([whole[-1] ^ 1]),
    ):  # fmt: skip
        assert changed != whole
        target.write_bytes(changed)
        with pytest.raises(Refused, match=r"changed\.packet was (cut or )?changed"):
            written.take(target)
    assert not is_packet(written.folder / "absent.packet")
    for raw in (b"", b"hello", MAGIC, MAGIC + b"{}\n00\n", MAGIC + b"[" * 100_000):
        target.write_bytes(raw)
        with pytest.raises(ProspectorError, match=r"changed\.packet"):
            written.take(target)
        assert is_packet(target) == raw.startswith(MAGIC)


def test_another_signer_is_refused_until_the_manager_believes_the_key(written: Post) -> None:
    key().unlink()
    handed = written.hand_in()
    with pytest.raises(OtherKey, match=rf"\({handed.fingerprint}\) than robin's packets before") as refused:
        written.take(handed)
    assert refused.value.key == handed.fingerprint
    assert fingerprint("00" * 32) == "mzuh-vlpy-mk6x-o3ep", "four groups of four letters, to be read aloud"
    assert written.take(handed, accept=handed.fingerprint).added == 1


def test_a_lost_packet_is_asked_for(written: Post) -> None:
    written.hand_in()
    written.name("Escalade Ascenseurs")
    with pytest.raises(BadInput, match="--since 6"):
        written.take(written.hand_in())
    assert written.take(written.hand_in(since=6)).added == 2


def test_what_is_past_the_end_or_there_already_is_said(written: Post) -> None:
    with pytest.raises(BadInput, match="--since 99"):
        written.hand_in(since=99)
    (written.folder / "there.packet").write_text("mine")
    with pytest.raises(BadInput, match="there already"):
        hand_in(written.workspace.store, written.folder / "there.packet")


def test_what_waits_is_proposed_under_the_name_of_whose_it_is(written: Post) -> None:
    packets = written.workspace.packets
    written.name("Escalade Ascenseurs")
    assert (packets.waiting(), packets.proposed(written.folder)) == (2, written.folder / "hand-in-robin-6-7.packet")
    packets.hand_in(packets.proposed(written.folder))
    assert (packets.waiting(), packets.on_file) == (0, True)
    assert packets.proposed(written.folder).name == "hand-in-robin-8-7.packet"
    assert file_name("../Zoë van/Dyk" + "x" * 80, 1, 2) == f"hand-in-{('---Zoë-van-Dyk' + 'x' * 80)[:40]}-1-2.packet"


def test_what_a_packet_says_of_itself_is_cut_and_cleaned(written: Post) -> None:
    def long_words(packet: Packet) -> Packet:
        said = replace(packet.manifest, rep="r" * 150, made_at="2" * 60, findings=["\x1b[31mred"] * 30)
        return replace(packet, manifest=said)

    manifest = read_packet(forged(written, long_words)).manifest
    assert (manifest.rep, manifest.made_at) == ("r" * 99 + "…", "2" * 39 + "…")
    assert manifest.findings == ["red"] * 20
