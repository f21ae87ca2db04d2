import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of the vocabulary and of the layers: each token has a direction of its own. */
const SIZE = 384;
const FEED_FORWARD = 128;
const HEAD = 64;
const BEGIN = 1;
const END = 2;
const SPECIAL = ['<unk>', '<s>', '</s>'];
const CUE = '<answer>';
const SPACE = '▁';

/**
 * Makes a folder as Hugging Face's of a llama that writes one sentence to whatever it is asked: its layers add
 * nothing, and the output matrix says which token follows which. No word may stand in the sentence twice.
 */
export function toyModel(folder: string, sentence: string): void {
  const bytes = Array.from({ length: 256 }, (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`);
  const words = sentence.split(' ').map((word) => SPACE + word);
  const tokens = [...SPECIAL, ...bytes, CUE, ...words];
  const first = tokens.indexOf(CUE);
  while (tokens.length < SIZE) tokens.push(`unused${tokens.length}`);
  const follows = new Float32Array(SIZE * SIZE);
  [...words.map((_, i) => first + 1 + i), END].forEach((token, i) => (follows[token * SIZE + first + i] = 1));
  mkdirSync(folder, { recursive: true });
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  write('config.json', CONFIG);
  write('tokenizer.json', tokenizer(tokens));
  write('tokenizer_config.json', {
    add_bos_token: true,
    bos_token: SPECIAL[BEGIN],
    eos_token: SPECIAL[END],
    chat_template: `{% for m in messages %}{{ m['content'] }}{% endfor %}${CUE}`,
  });
  writeFileSync(join(folder, 'model.safetensors'), safetensors(follows));
}

/** Somebody who publishes models, with the key that their manifests are signed by. */
export function publisher() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
    /** Lays a manifest of all files of a folder beside them, and the signature. */
    sign(folder: string, name: string): void {
      const files = readdirSync(folder).map((file) => ({
        name: file,
        sha256: createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      }));
      const manifest = Buffer.from(
        JSON.stringify({
          name,
          version: '1.0',
          files,
          licence: 'MIT',
          base: 'none',
          trainingData: 'None: its weights were made for this walk.',
          intendedUse: 'To walk through the page.',
          limits: ['It writes one sentence.'],
          evaluation: 'None.',
        }),
      );
      writeFileSync(join(folder, 'model-manifest.json'), manifest);
      writeFileSync(join(folder, 'model-manifest.json.sig'), sign(null, manifest, privateKey));
    },
  };
}

const CONFIG = {
  model_type: 'llama',
  hidden_act: 'silu',
  hidden_size: SIZE,
  intermediate_size: FEED_FORWARD,
  num_attention_heads: SIZE / HEAD,
  num_key_value_heads: SIZE / HEAD,
  num_hidden_layers: 1,
  max_position_embeddings: 4096,
  vocab_size: SIZE,
  rms_norm_eps: 1e-5,
  bos_token_id: BEGIN,
  eos_token_id: END,
  tie_word_embeddings: false,
};

function tokenizer(tokens: readonly string[]) {
  const replace = (from: string, to: string) => ({ type: 'Replace', pattern: { String: from }, content: to });
  return {
    version: '1.0',
    added_tokens: [...SPECIAL, CUE].map((content) => ({
      id: tokens.indexOf(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: replace(' ', SPACE),
    pre_tokenizer: null,
    post_processor: null,
    decoder: { type: 'Sequence', decoders: [replace(SPACE, ' '), { type: 'ByteFallback' }, { type: 'Fuse' }] },
    model: {
      type: 'BPE',
      unk_token: SPECIAL[0],
      fuse_unk: true,
      byte_fallback: true,
      merges: [],
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
    },
  };
}

function safetensors(follows: Float32Array): Buffer {
  const identity = new Float32Array(SIZE * SIZE);
  for (let i = 0; i < SIZE; i++) identity[i * SIZE + i] = 1;
  const ones = new Float32Array(SIZE).fill(1);
  const layer = 'model.layers.0.';
  const tensors: readonly (readonly [string, readonly number[], Float32Array])[] = [
    ['model.embed_tokens.weight', [SIZE, SIZE], identity],
    [`${layer}input_layernorm.weight`, [SIZE], ones],
    [`${layer}self_attn.q_proj.weight`, [SIZE, SIZE], identity],
    [`${layer}self_attn.k_proj.weight`, [SIZE, SIZE], identity],
    [`${layer}self_attn.v_proj.weight`, [SIZE, SIZE], identity],
    [`${layer}self_attn.o_proj.weight`, [SIZE, SIZE], new Float32Array(SIZE * SIZE)],
    [`${layer}post_attention_layernorm.weight`, [SIZE], ones],
    [`${layer}mlp.gate_proj.weight`, [FEED_FORWARD, SIZE], new Float32Array(FEED_FORWARD * SIZE)],
    [`${layer}mlp.up_proj.weight`, [FEED_FORWARD, SIZE], new Float32Array(FEED_FORWARD * SIZE)],
    [`${layer}mlp.down_proj.weight`, [SIZE, FEED_FORWARD], new Float32Array(SIZE * FEED_FORWARD)],
    ['model.norm.weight', [SIZE], ones],
    ['lm_head.weight', [SIZE, SIZE], follows],
  ];
  let end = 0;
  const header = Buffer.from(
    JSON.stringify(
      Object.fromEntries(
        tensors.map(([name, shape, values]) => {
          const begin = end;
          end += values.byteLength;
          return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
        }),
      ),
    ),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...tensors.map(([, , values]) => Buffer.from(values.buffer))]);
}
