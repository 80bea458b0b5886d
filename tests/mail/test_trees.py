"""Whatever lies in whatever: every file that went in comes out once, with its bytes."""

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.mail import Part, PartState
from tests.mail import ole
from tests.mail.letters import contents, letter, parts_of, with_files, zip_of
from tests.mail.ole import Attached, Letter, write_msg

WAYS = ("mail", "forward", "zip", "outlook", "outlook in outlook", "mbox")
FROM_LINE = b"From ada@school.example Tue Jun  3 23:30:00 2025\n"


@dataclass(frozen=True)
class Tree:
    """How something is wrapped, and what is in it: bytes are a file."""

    way: str
    inside: "tuple[bytes | Tree, ...]"


LEAVES = st.binary(max_size=300).map(lambda noise: b"%PDF-1.7\n" + noise)
TREES = st.recursive(
    st.builds(Tree, st.sampled_from(WAYS), st.lists(LEAVES, max_size=3).map(tuple)),
    lambda inner: st.builds(Tree, st.sampled_from(WAYS), st.lists(LEAVES | inner, max_size=3).map(tuple)),
    max_leaves=6,
)


def pack(tree: bytes | Tree) -> bytes:
    if isinstance(tree, bytes):
        return tree
    files = {f"{number} Ŵ.bin": pack(inside) for number, inside in enumerate(tree.inside)}
    match tree.way:
        case "zip":
            return zip_of(files)
        case "outlook" | "outlook in outlook":
            inner = Letter(
                {ole.SENDER: "ada@x.example"}, [Attached(name, data) for name, data in files.items()]
            )
            whole = Letter({ole.SENDER: "bo@x.example"}, [Attached("inner", inner)])
            return write_msg(inner if tree.way == "outlook" else whole)
        case "mbox":
            messages = (with_files(letter(), {name: data}).as_bytes() for name, data in files.items())
            return b"".join(FROM_LINE + message + b"\n" for message in messages) or b"%PDF-empty"
        case _:
            message = with_files(letter(), files)
            outer = letter()
            outer.add_attachment(message)
            return (outer if tree.way == "forward" else message).as_bytes()


def leaves(tree: bytes | Tree) -> list[bytes]:
    if isinstance(tree, bytes):
        return [tree]
    if tree.way == "mbox" and not tree.inside:
        return [b"%PDF-empty"]
    return [leaf for inside in tree.inside for leaf in leaves(inside)]


def depth(tree: bytes | Tree) -> int:
    if isinstance(tree, bytes):
        return 0
    own = 2 if tree.way in {"forward", "outlook in outlook", "mbox"} else 1
    return own + max(map(depth, tree.inside), default=0)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES.filter(lambda tree: depth(tree) <= 8))
def test_every_file_comes_out_once_in_order_with_its_bytes(tree: Tree) -> None:
    assert contents(parts_of(pack(tree))) == leaves(tree)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES, st.randoms(use_true_random=False))
def test_cut_anywhere_and_with_bytes_changed_everything_still_has_content_or_a_reason(
    tree: Tree, chance: object
) -> None:
    assert hasattr(chance, "randrange")
    data = bytearray(pack(tree))
    for _ in range(4):
        data[chance.randrange(len(data))] = chance.randrange(256)
    for end in (len(data), chance.randrange(len(data)), len(data) // 2):
        check_accounted_for(parts_of(bytes(data[:end])))


def check_accounted_for(parts: list[Part]) -> None:
    assert parts
    for part in parts:
        assert (part.state is PartState.CONTENT) is (part.content is not None)
        assert (part.finding is None) is (part.content is not None)
        assert part.name == " ".join(part.name.split())
        assert not set("/\\\x00\u202e") & set(part.name)
