"""Makes vectors.json with Python's hashlib, hmac and the `cryptography` package: an implementation of the
formats that shares nothing with the Java one. Run: python3 make_vectors.py > vectors.json"""

import base64
import hashlib
import hmac
import json
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VAULT = bytes(range(16))
NAMES = ["INDEX", "SUPPRESS", "ID", "LINK", "LOG", "EXPORT", "LEDGER"]


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def secret(name, version):
    return hashlib.sha256(f"{name} {version}".encode()).digest()


def framed(purpose, field=0, normaliser=0, epoch=0):
    return b"custos/v1/" + bytes([len(purpose)]) + purpose.encode() + struct.pack(">HHH", field, normaliser, epoch)


def expand(key, purpose, *rest):
    return mac(key, framed(purpose, *rest) + b"\x01")


def envelope(key, first, number, nonce, magic, place, plain):
    header = struct.pack(">BBI", first, 1, number)
    return header + nonce + AESGCM(key).encrypt(nonce, plain, magic + header + place)


def padded(kind, value):
    out = struct.pack(">BI", kind, len(value)) + value
    return out + bytes(-len(out) % 16)


def half(key, other, text):
    out = struct.pack(">I", len(text)) + key + other + text
    return out + bytes(-len(out) % 256)


DEK = bytes([0xD0]) * 32
KEK = bytes([0xE0]) * 32
CUSTOMER, CLASS, GENERATION = 5000, 3, 2
RECORD, KIND, VERSION, DAY, SCHEMA = (5000 << 20) | 7, 4, 9, 20779, 6
NONCE = bytes(range(100, 112))

wrap = envelope(KEK, 0x11, 8, NONCE, b"CUSK", VAULT + struct.pack(">QHI", CUSTOMER, CLASS, GENERATION), DEK)
wrap += expand(DEK, "commit")

fields = [
    (1, padded(1, "Ž\u00e1kov\u00e1 Łucja".encode())),
    (2, padded(2, b"1984-02-29")),
    (3, padded(3, struct.pack(">q", -5))),
    (4, padded(4, b"\x01")),
    (9, padded(5, b"-12.50")),
    (65535, padded(6, b'{"town":"Brno"}')),
]
sealed = []
for number, plain in fields:
    nonce = bytes([number & 0xFF]) * 12
    place = VAULT + struct.pack(">QQHH", CUSTOMER, RECORD, number, SCHEMA)
    sealed.append((number, envelope(expand(DEK, "field"), 0x01, GENERATION, nonce, b"CUSF", place, plain)))
seal = mac(
    expand(DEK, "seal"),
    VAULT
    + struct.pack(">QQHHIIHH", CUSTOMER, RECORD, CLASS, KIND, VERSION, DAY, SCHEMA, len(sealed))
    + b"".join(struct.pack(">H", number) + ct[-16:] for number, ct in sealed),
)
body = struct.pack(">BH", 1, SCHEMA) + seal
body += b"".join(struct.pack(">HI", number, len(ct)) + ct for number, ct in sealed)

head_key = expand(secret("LOG", 2), "head")
rows = [(RECORD, 9, bytes([0xAA]) * 32), (RECORD + 1, 1, bytes([0xBB]) * 32)]
total = sum(
    int.from_bytes(mac(head_key, b"row" + struct.pack(">QQI", CUSTOMER, record, version) + s), "big")
    for record, version, s in rows
)
total = (total % 2**256).to_bytes(32, "big")
head = struct.pack(">H", 2) + total
head += mac(head_key, VAULT + struct.pack(">QIII", CUSTOMER, 17, 3, len(rows)) + total)

mail = b"jana@example.org"
index_key = expand(secret("INDEX", 2), "index", 12, 1, 2)
index = mac(index_key, struct.pack(">HH", 1, len(mail)) + mail)[:8]

address = mac(secret("SUPPRESS", 1), struct.pack(">HHH", 2, 1, len(mail)) + mail)
token = mac(address, struct.pack(">H", 11))[:16]
token2 = mac(secret("SUPPRESS", 2), token)[:16]

link_header = struct.pack(">BH", 1, 2)
link_plain = address + struct.pack(">HHQ", 11, 2, CUSTOMER)
link = link_header + NONCE + AESGCM(secret("LINK", 2)).encrypt(NONCE, link_plain, link_header + VAULT)

pass_header = struct.pack(">BH", 2, 2)
pass_plain = struct.pack(">QHHQ", CUSTOMER, 24, 21, 1_795_342_530_123)
visit_pass = pass_header + NONCE + AESGCM(secret("LINK", 2)).encrypt(NONCE, pass_plain, pass_header + VAULT)

shredded = mac(expand(secret("LOG", 1), "shredded"), VAULT + struct.pack(">QHII", CUSTOMER, CLASS, 2, DAY))[:16]

k, other = bytes([1]) * 32, bytes([2]) * 32
opening = envelope(
    expand(DEK, "opening"), 0x21, GENERATION, NONCE, b"CUSO",
    VAULT + struct.pack(">QQ", CUSTOMER, RECORD), half(k, other, b'{"v":1}'),
)
internal = envelope(expand(secret("LOG", 2), "internal"), 0x22, 2, NONCE, b"CUSL", VAULT, half(k, other, b'{"v":1}'))

row_place = bytes([7]) + b"account" + struct.pack(">H", 4) + b"anna"
vault_row = envelope(expand(secret("LOG", 2), "row"), 0x23, 2, NONCE, b"CUSA", VAULT + row_place, b"hello")
customer_row = envelope(
    expand(DEK, "row"), 0x24, GENERATION, NONCE, b"CUSA", VAULT + struct.pack(">Q", CUSTOMER) + row_place, b"hello"
)


def public_id(number, kind):
    block = Cipher(algorithms.AES(secret("ID", 1)), modes.ECB()).encryptor().update(struct.pack(">QQ", number, kind))
    return base64.b32encode(block).decode().lower().rstrip("=")


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def b64(value):
    return base64.b64encode(value).decode()


ROOT = bytes([0x70]) * 32
KEYFILE = bytes([0x71]) * 32
unlock = expand(KEYFILE, "unlock")
slots = [{"kind": "key-file", "sealed": b64(NONCE + AESGCM(unlock).encrypt(NONCE, ROOT, b"CUSR" + VAULT + b"key-file"))}]
secrets = []
for name in NAMES:
    aad = b"CUSN" + VAULT + bytes([len(name)]) + name.encode() + struct.pack(">I", 1)
    ct = AESGCM(expand(ROOT, "slot")).encrypt(NONCE, secret(name, 1), aad)
    secrets.append({"name": name, "version": 1, "created": "2026-01-31T10:00:00Z", "sealed": b64(NONCE + ct)})
ring = {"v": 1, "vault": VAULT.hex(), "counter": 3, "commit": b64(expand(ROOT, "commit")), "slots": slots, "secrets": secrets}
ring["mac"] = b64(mac(expand(ROOT, "file"), canonical(ring)))
kek_ct = AESGCM(expand(ROOT, "kek")).encrypt(NONCE, KEK, b"CUSE" + VAULT + struct.pack(">I", 8))
kek = {"v": 1, "vault": VAULT.hex(), "keks": [{"id": 8, "sealed": b64(NONCE + kek_ct)}]}



def bundle(kind, salt, plain):
    header = b"CUSB\x01" + bytes([kind]) + struct.pack(">I", 2) + VAULT + salt
    key = mac(secret("EXPORT", 2), b"custos/v1/bundle\0" + header)
    chunks = [plain[at:at + 65536] for at in range(0, len(plain), 65536)]
    out = header
    for i, chunk in enumerate(chunks):
        nonce = bytes(7) + struct.pack(">IB", i, i == len(chunks) - 1)
        out += AESGCM(key).encrypt(nonce, chunk, b"")
    return out


long = bytes(i % 251 for i in range(2 * 65536 + 1000))

print(json.dumps({
    "body": body.hex(), "bundle": bundle(1, bytes([5]) * 32, b"first the manifest, then rows").hex(),
    "bundle_long_sha256": hashlib.sha256(bundle(2, bytes([6]) * 32, long)).hexdigest(),
    "customer_row": customer_row.hex(), "head": head.hex(), "index": index.hex(),
    "internal": internal.hex(), "kek.json": canonical(kek).decode(), "keyring.json": canonical(ring).decode(),
    "link": base64.urlsafe_b64encode(link).decode(), "opening": opening.hex(),
    "public_customer": public_id(CUSTOMER, 0), "public_record": public_id(RECORD, 1),
    "shredded": shredded.hex(), "suppress_v1": token.hex(), "suppress_v2": token2.hex(),
    "vault_row": vault_row.hex(), "visit_pass": base64.urlsafe_b64encode(visit_pass).decode(), "wrap": wrap.hex(),
}, indent=1, sort_keys=True))
