import { Button } from '@patternfly/react-core';
import type { Document } from '../api/types';
import { Section } from './Section';

interface Props {
  readonly document: Document;
  readonly onOpen: (documentId: string, name: string) => void;
}

/** Where it came from, what came with it, and what says almost the same. */
export function RelatedSection({ document: { container, attachments, attachmentCount, similar }, onOpen }: Props) {
  const groups = [
    { title: 'Found in', links: container ? [{ id: container.documentId, name: container.name, note: '' }] : [] },
    {
      title: 'Files in it',
      links: (attachments ?? []).map(({ documentId, name, state }) => ({
        id: documentId,
        name,
        note: state === 'quarantined' ? 'not read' : state === 'processing' ? 'being read' : '',
      })),
    },
    {
      title: 'Similar documents',
      links: (similar ?? []).map(({ documentId, name, similarity }) => ({
        id: documentId,
        name,
        note: `${Math.round(similarity * 100)}% the same`,
      })),
    },
  ].filter(({ links }) => links.length > 0);
  const unshown = (attachmentCount ?? 0) - (attachments?.length ?? 0);
  if (groups.length === 0) return null;
  return (
    <Section title="Related documents">
      {groups.map(({ title, links }) => (
        <div key={title}>
          <h4 className="carrel-small carrel-muted">{title}</h4>
          <ul className="carrel-related">
            {links.map(({ id, name, note }) => (
              <li key={id}>
                <Button variant="link" isInline className="carrel-inline-link" onClick={() => onOpen(id, name)}>
                  {name}
                </Button>
                {note && <span className="carrel-small carrel-muted"> {note}</span>}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {unshown > 0 && <p className="carrel-small carrel-muted">{`${unshown} more files are in it.`}</p>}
    </Section>
  );
}
