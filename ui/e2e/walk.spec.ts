import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { violations } from './axe';

const USER = required('CARREL_USER');
const PASSWORD = required('CARREL_PASSWORD');
const SAMPLES = required('CARREL_SAMPLES');
const QUESTION = process.env['CARREL_QUESTION'] ?? "Which state's law governs the agreement?";
const FILE = 'services-agreement.pdf';
const SHOTS = 'test-results';
/** Reading, embedding and, on a first start, loading the model. */
const SLOW = 180_000;

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}`);
  return value;
}

test('a person asks a contract and sees the passage on its page', async ({ page }) => {
  const complaints = listen(page);

  await test.step('sign in', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('input[name="username"]').fill(USER);
    await page.locator('input[name="password"]').fill(PASSWORD);
    await page.locator('input[name="password"]').press('Enter');
    await expect(page.getByRole('heading', { name: 'Collections', level: 1 })).toBeVisible();
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
    await page.getByLabel('Choose files').setInputFiles(join(SAMPLES, FILE));
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

/** What the page itself complains of: errors in scripts, and everything that its policy forbids. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy')) {
      complaints.push(message.text());
    }
  });
  return complaints;
}
