import { describe, expect, it } from 'vitest';
import { filterOf, narrowingLine, WIDE } from './narrowing';

describe('a filter', () => {
  it('is not sent while nothing is filled in', () => {
    expect(filterOf(WIDE)).toBeUndefined();
    expect(filterOf({ ...WIDE, party: '  ' })).toBeUndefined();
  });

  it('holds what was filled in and nothing else', () => {
    expect(filterOf({ ...WIDE, type: 'contract', party: ' Acme ', from: '2020-01-01' })).toEqual({
      types: ['contract'],
      from: '2020-01-01',
      party: 'Acme',
    });
  });

  it('is told in words', () => {
    const filter = { type: 'contract', from: '2020-01-01', to: '', party: 'Acme', section: 'Fees' };
    expect(narrowingLine(filter, () => 'Contract')).toBe('Contract, from 2020-01-01, with Acme, under “Fees”');
    expect(narrowingLine(WIDE, () => '')).toBe('');
  });
});
