import { Label } from '@patternfly/react-core';
import type { Model } from '../api/models';
import { type Gate, gateOf, trustWords } from './modelsModel';
import { useOperations } from './useOperations';

const GATES: Readonly<Record<Gate, readonly [string, 'blue' | 'green' | 'orange' | 'grey'] | undefined>> = {
  active: ['Answers now', 'blue'],
  closed: undefined,
  silent: ['No language model', 'grey'],
  unevaluated: ['Not evaluated', 'grey'],
  outdated: ['Evaluation out of date', 'grey'],
  refused: ['Not passed', 'orange'],
  passed: ['Passed', 'green'],
};

/** Where a model stands, in words. */
export function ModelLabels({ model }: { model: Model }) {
  const { list } = useOperations();
  const gate = GATES[gateOf(model, list)];
  const trust = trustWords(model);
  return (
    <span className="carrel-labels">
      {gate && (
        <Label isCompact color={gate[1]}>
          {gate[0]}
        </Label>
      )}
      <Label isCompact variant="outline" color={trust.color}>
        {trust.label}
      </Label>
    </span>
  );
}
