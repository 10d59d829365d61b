"""The formats that the API server checks in custom resources."""

import pytest

from manifestlint.schema.crd_formats import CRD_FORMATS, known_format


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        ("bsonobjectid", ["507f1f77bcf86cd799439011"], ["507f"]),
        ("byte", ["aGVsbG8="], ["a"]),
        ("cidr", ["10.0.0.0/8", "10.1.2.3/8", "fd00::/8"], ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/255.0.0.0"]),
        ("date", ["2027-01-31"], ["2027-02-30", "31.1.2027", "2027-W01-1", ""]),
        ("date-time", ["2027-01-31T12:00:00Z", "2027-01-31t12:00:00.5+01:00"], ["2027-01-31", "12:00"]),
        ("duration", ["5m", "1h30m", "-1.5s", "22 ns", "3 days", "0"], ["5", "1 fortnight", "m", ""]),
        ("email", ["a@example.com", "A <a@example.com>"], ["a", "a@", "a b@example.com"]),
        ("hexcolor", ["#fff", "00ff00"], ["#ff"]),
        ("hostname", ["example.com", "a", "1.2.3.4"], ["a_b", "-a", "a..b", "a" * 64, ""]),
        ("ipv4", ["10.0.0.1"], ["::1", "10.0.0", "010.0.0.1", "10.0.0.1/8"]),
        ("ipv6", ["::1", "fe80::1"], ["10.0.0.1", "fe80::1%eth0"]),
        ("k8s-long-name", ["a.b-c", "a" * 253], ["A", "-a", "a" * 254]),
        ("k8s-short-name", ["a-1"], ["a.b", "A", "a" * 64]),
        ("mac", ["00:00:5e:00:53:01", "00-00-5E-00-53-01", "0000.5e00.5301"], ["00:00", "00:00-5e:00"]),
        ("quantity", ["1Gi", "100m"], ["1Xi"]),
        ("ssn", ["123-45-6789"], ["12-3456789"]),
        ("uri", ["https://a/b", "/a", "urn:x"], ["a/b", "", "http://a\n"]),
        ("uuid", ["123E4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000"], ["123"]),
        ("uuid3", ["123e4567-e89b-32d3-a456-426614174000"], ["123e4567-e89b-42d3-a456-426614174000"]),
        ("uuid4", ["123e4567-e89b-42d3-a456-426614174000"], ["123e4567-e89b-42d3-c456-426614174000"]),
        ("uuid5", ["123e4567-e89b-52d3-a456-426614174000"], ["123e4567-e89b-42d3-a456-426614174000"]),
    ],
)  # fmt: skip
def test_format(form: str, good: list[str], bad: list[str]) -> None:
    assert [text for text in good if not CRD_FORMATS[form](text)] == []
    assert [text for text in bad if CRD_FORMATS[form](text)] == []


def test_a_hyphen_in_a_name_does_not_count() -> None:
    assert known_format("datetime") == known_format("date-time") == "date-time"
    assert known_format("int-or-string") is known_format("") is None
