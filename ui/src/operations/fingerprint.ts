/** What stands before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410). */
const ED25519 = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const KEY_BYTES = 32;

const PEM = /^\s*-----BEGIN PUBLIC KEY-----\s([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/;

/** The SHA-256 of an Ed25519 public key in PEM, as the server names it; undefined for anything else. */
export async function fingerprint(pem: string): Promise<string | undefined> {
  const base64 = PEM.exec(pem)?.[1];
  if (base64 === undefined) return undefined;
  let text: string;
  try {
    text = atob(base64.replace(/\s/g, ''));
  } catch {
    return undefined;
  }
  const key = Uint8Array.from(text, (character) => character.charCodeAt(0));
  if (key.length !== ED25519.length + KEY_BYTES || !ED25519.every((byte, i) => key[i] === byte)) return undefined;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', key));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** In groups of four, which a person can compare by eye or over the telephone. */
export function grouped(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? fingerprint;
}
