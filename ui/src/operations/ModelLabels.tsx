import { Label } from '@patternfly/react-core';
import type { Model } from '../api/models';
import { type Gate, gateOf, roleOf, trustWords } from './modelsModel';
import { useOperations } from './useOperations';

const GATES: Readonly<Record<Gate, readonly [string, 'blue' | 'green' | 'orange' | 'grey'] | undefined>> = {
  active: ['Answers now', 'blue'],
  closed: undefined,
  silent: ['Cross-encoder', 'grey'],
  unevaluated: ['Not evaluated', 'grey'],
  outdated: ['Evaluation out of date', 'grey'],
  refused: ['Not passed', 'orange'],
  passed: ['Passed', 'green'],
};

/** Where a model stands, in words. */
export function ModelLabels({ model }: { model: Model }) {
  const { list } = useOperations();
  const gate = GATES[gateOf(model, list)];
  const isEncoder = roleOf(model) === 'encoder';
  const trust = trustWords(model);
  return (
    <span className="carrel-labels">
      {isEncoder && (
        <Label isCompact color="purple">
          Encoder
        </Label>
      )}
      {gate && (
        <Label isCompact color={gate[1]}>
          {isEncoder && gate === GATES.active ? 'Finds now' : gate[0]}
        </Label>
      )}
      <Label isCompact variant="outline" color={trust.color}>
        {trust.label}
      </Label>
    </span>
  );
}
