import { Button, Label, Timestamp } from '@patternfly/react-core';
import { useCallback, useRef } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { orAbsent } from '../api/problem';
import type { Document } from '../api/types';
import { useAct } from '../api/useAct';
import { useLoad } from '../api/useLoad';
import { byteSize } from '../documents/describe';
import { ACCEPTED } from '../documents/UploadButton';
import { useApi } from '../signin/SessionContext';
import { useWhile } from '../viewer/useWhile';
import { Section } from './Section';

interface Props {
  readonly document: Document;
  readonly onOpen: (version: number) => void;
  readonly onChanged: () => void;
}

/** All that this document has been. Nothing is lost: restoring an old version makes a new one of it. */
export function VersionsSection({ document, onOpen, onChanged }: Props) {
  const api = useApi();
  const { id, version: shown, latestVersion, searchableVersion } = document;
  const versions = useLoad(useCallback((signal) => orAbsent(api.versions(id, signal)), [api, id]));
  useWhile(versions.state === 'ready' && (versions.value ?? []).some(({ state }) => state === 'processing'), () => {
    versions.reload();
    onChanged();
  });
  const { busy, problem, act, forget } = useAct();
  const input = useRef<HTMLInputElement>(null);
  const change = (call: () => Promise<unknown>) =>
    act(call, () => {
      versions.reload();
      onChanged();
    });
  if (versions.state === 'failed') return <ProblemAlert problem={versions.problem} onRetry={versions.reload} />;
  if (versions.state === 'loading' || !versions.value) return null;
  const newestFirst = [...versions.value].sort((a, b) => b.version - a.version);
  const latest = newestFirst[0]?.version ?? latestVersion ?? shown;
  return (
    <Section title="Versions">
      {problem && <ProblemAlert problem={problem} onClose={forget} />}
      <ul className="carrel-versions">
        {newestFirst.map((one) => (
          <li key={one.version} data-version={one.version}>
            <div className="carrel-field">
              <strong>Version {one.version}</strong>
              {one.version === latest && <Label isCompact>Latest</Label>}
              {one.version === searchableVersion && (
                <Label isCompact color="green">
                  Answers
                </Label>
              )}
              {one.state === 'quarantined' && (
                <Label isCompact color="orange">
                  Not read
                </Label>
              )}
              {one.state === 'processing' && <Label isCompact>Being read</Label>}
            </div>
            <span className="carrel-small carrel-muted">
              <Timestamp date={new Date(one.createdAt)} />, {byteSize(one.size)}
              {one.restoredFrom ? `, version ${one.restoredFrom} restored` : ''}
            </span>
            <div className="carrel-field">
              {one.version === shown ? (
                <span className="carrel-small">Shown here</span>
              ) : (
                <Button
                  variant="link"
                  isInline
                  size="sm"
                  aria-label={`Open version ${one.version}`}
                  onClick={() => onOpen(one.version)}
                >
                  Open
                </Button>
              )}
              {one.version !== latest && (
                <Button
                  variant="link"
                  isInline
                  size="sm"
                  isDisabled={busy}
                  aria-label={`Restore version ${one.version}`}
                  onClick={() => change(() => api.restore(id, one.version))}
                >
                  Restore
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Button variant="secondary" size="sm" isLoading={busy} isDisabled={busy} onClick={() => input.current?.click()}>
        Upload a new version
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED}
        aria-label="Upload a new version"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) change(() => api.replace(id, latest, file));
          target.value = '';
        }}
      />
    </Section>
  );
}
