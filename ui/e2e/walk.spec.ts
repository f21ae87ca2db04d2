import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { violations } from './axe';
import { listen, required, SHOTS, signIn, SLOW } from './person';

const SAMPLES = required('CARREL_SAMPLES');
const QUESTION = process.env['CARREL_QUESTION'] ?? "Which state's law governs the agreement?";
const FILE = 'services-agreement.pdf';

test('a person asks a contract and sees the passage on its page', async ({ page }) => {
  const complaints = listen(page);

  await test.step('sign in', async () => {
    await signIn(page);
    expect(await violations(page)).toEqual([]);
  });

  const name = `Walk ${Date.now()}`;
  await test.step('create a collection', async () => {
    await page.getByRole('button', { name: 'New collection' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.screenshot({ path: join(SHOTS, '1-create.png') });
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await page.screenshot({ path: join(SHOTS, '2-empty.png') });
  });

  await test.step('upload a contract', async () => {
    await page.getByLabel('Choose files', { exact: true }).setInputFiles(join(SAMPLES, FILE));
    const row = page.locator(`[data-document="${FILE}"]`);
    await expect(row).toBeVisible();
    await page.screenshot({ path: join(SHOTS, '3-reading.png') });
    await expect(row).toHaveAttribute('data-state', /indexed|quarantined|cancelled/, { timeout: SLOW });
    await expect(row).toHaveAttribute('data-state', 'indexed');
  });

  const turn = page.locator('.carrel-turn').last();
  await test.step('ask', async () => {
    await page.getByRole('textbox', { name: 'Question' }).fill(QUESTION);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(turn.getByRole('region', { name: 'Evidence' })).toBeVisible({ timeout: SLOW });
    await page.screenshot({ path: join(SHOTS, '4-evidence.png') });
    await expect(turn).toHaveAttribute('data-phase', /done|failed|stopped/, { timeout: SLOW });
    await page.screenshot({ path: join(SHOTS, '5-answer.png') });
    await expect(turn).toHaveAttribute('data-phase', 'done');
    expect(await violations(page)).toEqual([]);
  });

  await test.step('see the cited passage', async () => {
    const chip = turn.getByRole('button', { name: /^Citation \d+: / }).first();
    const cited = /page (\d+)$/.exec((await chip.getAttribute('aria-label')) ?? '')?.[1];
    expect(cited).toBeDefined();
    await chip.click();
    const highlight = page.locator(`[data-page="${cited}"] .carrel-highlight`);
    await expect(highlight.first()).toBeInViewport({ timeout: 60_000 });
    const box = await highlight.first().boundingBox();
    expect(box?.width).toBeGreaterThan(20);
    expect(box?.height).toBeGreaterThan(4);
    // Nothing is highlighted anywhere else.
    expect(await page.locator('.carrel-highlight').count()).toBe(await highlight.count());
    await page.screenshot({ path: join(SHOTS, '6-highlight.png') });
    expect(await violations(page)).toEqual([]);
  });

  await test.step('walk with the keys', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Document', exact: true })).toBeHidden();
    await page.keyboard.press('j');
    await expect(page.getByRole('region', { name: 'Document', exact: true })).toBeVisible();
  });

  await test.step('sign out', async () => {
    await page.getByRole('button', { name: /^User/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    // Back from the identity server, which has forgotten the session: it asks for the password again.
    await page.waitForURL(({ pathname }) => pathname === '/');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.locator('input[name="password"]')).toBeVisible();
  });

  expect(complaints).toEqual([]);
});
