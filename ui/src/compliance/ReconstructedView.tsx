import { Label, Spinner } from '@patternfly/react-core';
import { useCallback } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { ReconstructedAnswer, ReconstructedPassage, ReconstructedPrompt } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';

/** What was asked, which passages were shown and what the model read; looking is recorded. */
export function ReconstructedView({ answerId }: { answerId: string }) {
  const api = useApi();
  const loaded = useLoad(useCallback((signal) => api.reconstruct(answerId, signal), [api, answerId]));
  if (loaded.state === 'loading') return <Spinner size="md" aria-label="Making the answer again" />;
  if (loaded.state === 'failed') return <ProblemAlert problem={loaded.problem} onRetry={loaded.reload} />;
  return <Reconstructed answer={loaded.value} />;
}

function Reconstructed({ answer }: { answer: ReconstructedAnswer }) {
  const { question, standalone, route, shown, prompts } = answer;
  return (
    <section className="carrel-reconstructed" aria-label="The answer made again">
      <p>
        <strong>{question}</strong> <span className="carrel-small carrel-muted">route {route}</span>
      </p>
      {standalone && <p className="carrel-small carrel-muted">Understood as: {standalone}</p>}
      <h4>{shown.length === 1 ? '1 passage was shown' : `${shown.length} passages were shown`}</h4>
      <ul>
        {shown.map((passage, index) => (
          <Passage key={index} passage={passage} />
        ))}
      </ul>
      {prompts.map((prompt, index) => (
        <Prompt key={index} prompt={prompt} />
      ))}
    </section>
  );
}

const STATES = {
  intact: ['as it was', 'green'],
  changed: ['not as it was', 'red'],
  gone: ['gone, or not yours to read', 'grey'],
} as const;

function Passage({ passage }: { passage: ReconstructedPassage }) {
  const [word, color] = STATES[passage.state];
  return (
    <li>
      {passage.quote && <q>{passage.quote}</q>}{' '}
      <span className="carrel-small carrel-muted">
        document {passage.documentId}, version {passage.version}, page {passage.page}
      </span>{' '}
      <Label isCompact color={color}>
        {word}
      </Label>
    </li>
  );
}

const MATCHES = {
  matches: 'The prompt below has the hash that was recorded.',
  'matches-before-template': 'The prompt below has the recorded hash; the model that read it is not installed here.',
  differs: 'The prompt below does not have the hash that was recorded.',
  incomplete: 'A passage of the prompt is gone, so it cannot be made again.',
} as const;

function Prompt({ prompt }: { prompt: ReconstructedPrompt }) {
  return (
    <details>
      <summary>What {prompt.model} was asked</summary>
      <p>{MATCHES[prompt.match]}</p>
      <p className="carrel-small carrel-hash">
        prompt {prompt.promptSha256}, model {prompt.modelSha256}
      </p>
      {prompt.text && <pre>{prompt.text}</pre>}
    </details>
  );
}
