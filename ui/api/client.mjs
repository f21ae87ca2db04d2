// Walks through /v1 with OpenAI's own client, unmodified: `node client.mjs ADDRESS COLLECTION`.
// OfficialClientTest starts it against a server whose model writes one sentence.
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const [address, collection] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: 'a-token', maxRetries: 0 });
const question = { role: 'user', content: 'How much is the fee?' };
const sentence = 'The fee is $12,000 per month.';

const models = [];
for await (const model of client.models.list()) models.push(model.id);
assert.deepEqual(models, ['carrel', 'scripted', 'bge-small-en-v1.5-q']);
assert.equal((await client.models.retrieve('scripted')).object, 'model');

const grounded = await client.chat.completions.create({
  model: 'carrel',
  messages: [question],
  carrel: { collection, route: 'generate' },
});
assert.equal(grounded.choices[0].message.content, sentence);
assert.equal(grounded.carrel.answer.outcome, 'grounded');
assert.match(grounded.carrel.answer.citations[0].quote, /12,000/);

const streamed = await client.chat.completions.create({
  model: 'carrel',
  messages: [question],
  carrel: { collection, route: 'generate' },
  stream: true,
  stream_options: { include_usage: true },
});
let text = '';
let ground;
let usage;
for await (const chunk of streamed) {
  text += chunk.choices[0]?.delta.content ?? '';
  ground ??= chunk.carrel;
  usage ??= chunk.usage;
}
assert.equal(text, sentence);
assert.equal(ground.answer.citations[0].documentName, 'agreement.txt');
assert.ok(usage.total_tokens > 0);

const alone = await client.chat.completions.create({ model: 'scripted', messages: [question], max_tokens: 20 });
assert.equal(alone.choices[0].message.content, sentence);
assert.equal(alone.carrel.grounded, false);

const runner = client.chat.completions.stream({ model: 'scripted', messages: [question] });
assert.equal(await runner.finalContent(), sentence);

// The client asks for base64 by itself, and reads it.
const vectors = await client.embeddings.create({ model: 'bge-small-en-v1.5-q', input: ['a fee', 'a rent'] });
assert.equal(vectors.data.length, 2);
assert.equal(vectors.data[0].embedding.length, 384);
const length = Math.hypot(...vectors.data[0].embedding);
assert.ok(Math.abs(length - 1) < 1e-3, `length ${length}`);

const tools = [{ type: 'function', function: { name: 'f', parameters: {} } }];
await assert.rejects(
  client.chat.completions.create({ model: 'carrel', messages: [question], tools }),
  (error) => error instanceof OpenAI.BadRequestError && error.param === 'tools' && error.code === 'unsupported_parameter',
);
await assert.rejects(
  client.chat.completions.create({ model: 'gpt-4o', messages: [question] }),
  (error) => error instanceof OpenAI.NotFoundError && error.code === 'model_not_found',
);
await assert.rejects(client.responses.create({ model: 'carrel', input: 'Who?' }), OpenAI.NotFoundError);

console.log('all of it holds');
