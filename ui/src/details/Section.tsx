import { Title } from '@patternfly/react-core';
import { type ReactNode, useId } from 'react';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="carrel-details-section" aria-labelledby={id}>
      <Title id={id} headingLevel="h3" size="md">
        {title}
      </Title>
      {children}
    </section>
  );
}
