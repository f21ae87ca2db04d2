import { describe, expect, it } from 'vitest';
import { type Kept, purposeLabel, PURPOSES, statedPurpose, statePurpose } from './purposes';

function kept(): Kept {
  const values = new Map<string, string>();
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value) };
}

describe('a purpose', () => {
  it('holds for one person and one collection', () => {
    const tab = kept();
    statePurpose(tab, 'ann', 'c-1', 'TREAT');
    expect(statedPurpose(tab, 'ann', 'c-1')).toBe('TREAT');
    expect(statedPurpose(tab, 'ann', 'c-2')).toBeUndefined();
    expect(statedPurpose(tab, 'bob', 'c-1')).toBeUndefined();
  });

  it('is asked for anew where something else was kept', () => {
    const tab: Kept = { getItem: () => 'CURIOSITY', setItem: () => undefined };
    expect(statedPurpose(tab, 'ann', 'c-1')).toBeUndefined();
  });

  it('has words for each code', () => {
    expect(PURPOSES.map(([code]) => purposeLabel(code))).toContain('Research');
    expect(new Set(PURPOSES.map(([, label]) => label)).size).toBe(PURPOSES.length);
  });
});
