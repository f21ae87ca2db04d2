import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprint, grouped } from './fingerprint';

const pem = (type: 'ed25519' | 'x25519') => {
  const { publicKey } = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  return {
    text: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    id: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  };
};

describe('the fingerprint of a key', () => {
  it('is the SHA-256 of its SubjectPublicKeyInfo', async () => {
    const { text, id } = pem('ed25519');
    expect(await fingerprint(text)).toBe(id);
    expect(await fingerprint(`\n${text.replaceAll('\n', '\r\n')}\n`)).toBe(id);
  });

  it('is nobody’s for what is no Ed25519 public key', async () => {
    const { text } = pem('ed25519');
    for (const other of ['', 'nothing', text.replaceAll('PUBLIC', 'PRIVATE'), text.slice(0, 60), pem('x25519').text]) {
      expect(await fingerprint(other)).toBeUndefined();
    }
  });

  it('is shown in groups', () => {
    expect(grouped('0123456789ab')).toBe('0123 4567 89ab');
  });
});
