import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Timestamp,
} from '@patternfly/react-core';
import type { ReactNode } from 'react';
import type { Document } from '../api/types';
import { byteSize, scanLabel } from '../documents/describe';
import { Section } from './Section';

/** What the file says of itself, and what was seen when it came in. */
export function FileSection({ document }: { document: Document }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Title in the file', document.title],
    ['Author in the file', document.author],
    ['Written', document.writtenAt && <Timestamp date={new Date(document.writtenAt)} />],
    ['Kind of file', document.mediaType],
    ['Size', byteSize(document.size)],
    ['Pages', document.pages || undefined],
    ['Text', scanLabel(document)],
    ['Came in', <Timestamp key="createdAt" date={new Date(document.createdAt)} />],
  ];
  return (
    <Section title="The file">
      <DescriptionList isCompact isHorizontal horizontalTermWidthModifier={{ default: '16ch' }}>
        {facts.map(
          ([term, fact]) =>
            fact && (
              <DescriptionListGroup key={term}>
                <DescriptionListTerm>{term}</DescriptionListTerm>
                <DescriptionListDescription>{fact}</DescriptionListDescription>
              </DescriptionListGroup>
            ),
        )}
      </DescriptionList>
    </Section>
  );
}
