import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { violations } from './axe';
import { createCollection, listen, required, SHOTS, signIn, SLOW } from './person';
import { plainPdf } from './samples';

const AGREEMENT = 'services-agreement.pdf';
const LETTER = 'engagement-letter.pdf';

async function ask(page: Page, question: string) {
  const before = await page.locator('.carrel-turn').count();
  await page.getByRole('textbox', { name: 'Question' }).fill(question);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.locator('.carrel-turn')).toHaveCount(before + 1);
  const turn = page.locator('.carrel-turn').last();
  await expect(turn).toHaveAttribute('data-phase', 'done', { timeout: SLOW });
  return turn;
}

async function shown(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  expect(await violations(page)).toEqual([]);
}

test('a person asks on, is told that the documents are silent, compares two and reads a summary', async ({ page }) => {
  const complaints = listen(page);
  await signIn(page);
  await createCollection(page, `Conversation ${Date.now()}`);
  await page.getByLabel('Choose files', { exact: true }).setInputFiles([
    { name: AGREEMENT, mimeType: 'application/pdf', buffer: readFileSync(join(required('CARREL_SAMPLES'), AGREEMENT)) },
    // One line is all it says, so that it is silent about all else.
    { name: LETTER, mimeType: 'application/pdf', buffer: plainPdf('This letter is governed by the laws of Ohio.') },
  ]);
  for (const file of [AGREEMENT, LETTER]) {
    const row = page.locator(`[data-document="${file}"]`);
    await expect(row).toHaveAttribute('data-state', 'indexed', { timeout: SLOW });
  }
  const letter = page.getByRole('checkbox', { name: `Ask ${LETTER}` });

  await test.step('a look-up, and what follows from it', async () => {
    await letter.uncheck();
    const first = await ask(page, 'How long is the notice period for termination for convenience?');
    await expect(first).toContainText('60');
    const next = await ask(page, 'And which law governs it?');
    await expect(next).toContainText('Understood as:');
    await expect(next).toContainText('New York');
    await shown(page, 'conversation-1-follow-up');
  });

  await test.step('what the documents do not say is not said', async () => {
    const silent = await ask(page, 'What is the boiling point of tungsten?');
    await expect(silent.getByRole('button', { name: /^Citation \d+: / })).toHaveCount(0);
    await shown(page, 'conversation-2-silent');
  });

  await test.step('two documents side by side', async () => {
    await letter.check();
    await page.getByRole('checkbox', { name: 'Compare the documents' }).check();
    const turn = await ask(page, 'Which law governs?');
    const table = turn.getByRole('table', { name: 'Each document was asked for itself' });
    await expect(table.getByRole('row', { name: new RegExp(AGREEMENT) })).toContainText('New York');
    await expect(table.getByRole('row', { name: new RegExp(LETTER) })).toContainText('Ohio');
    await shown(page, 'conversation-3-compared');
  });

  await test.step('the summary of a contract, each line with its passage', async () => {
    await page.getByRole('region', { name: 'Sources' }).getByRole('button', { name: AGREEMENT, exact: true }).click();
    const viewer = page.getByRole('region', { name: 'Document', exact: true });
    await viewer.getByRole('button', { name: 'Summary', exact: true }).click();
    await viewer.getByRole('button', { name: 'Summarise', exact: true }).click();
    const text = viewer.locator('[data-phase="done"]');
    await expect(text).toBeVisible({ timeout: SLOW });
    await expect(text.getByRole('region', { name: 'Governing law' })).toContainText('New York');
    await shown(page, 'conversation-4-summary');
    await text
      .getByRole('button', { name: /^Citation \d+: / })
      .first()
      .click();
    await expect(viewer.locator('.carrel-highlight').first()).toBeVisible({ timeout: SLOW });
  });

  expect(complaints).toEqual([]);
});
