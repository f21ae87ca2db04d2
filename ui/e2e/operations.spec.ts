import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { violations } from './axe';
import { listen, required, SHOTS, signInAsAdministrator, SLOW } from './person';
import { publisher, toyModel } from './toyModel';

const home = process.env['CARREL_HOME'];
const mark = Date.now().toString(36);
const SIGNED = `signed-${mark}`;
const BROUGHT = `brought-${mark}`;
const PICKLE = `pickle-${mark}.bin`;
const PUBLISHER = `Publisher ${mark}`;

test.skip(!home, 'CARREL_HOME: the models are laid into its incoming folder');

test('an operator brings models in, lets one answer and goes back', async ({ page }) => {
  test.setTimeout(1_200_000);
  const complaints = listen(page);
  const incoming = join(String(home), 'models', 'incoming');
  const key = publisher();
  mkdirSync(incoming, { recursive: true });
  // What takes a fresh sign-in may ask for the password at any time of so long a walk.
  page.on('popup', (again) => void enterPassword(again));
  await signInAsAdministrator(page);
  const serving = page.getByRole('region', { name: 'Answers now' });
  let before = '';

  await test.step('the page says which model answers', async () => {
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Operations' }).click();
    await expect(page.getByRole('heading', { name: 'Operations', level: 1 })).toBeVisible();
    before = (await serving.getByRole('link').first().textContent()) ?? '';
    expect(before).not.toBe('');
    await sound(page, 'operations-models');
  });

  await test.step('what runs code when it is opened is refused, with the reason', async () => {
    writeFileSync(join(incoming, PICKLE), 'no model');
    await to(page, 'Import');
    await candidate(page, PICKLE).getByRole('button').click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Import unsigned' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: /Why it is taken in/ }).fill('To see that it is not.');
    await sound(page, 'operations-import-dialog');
    await dialog.getByRole('button', { name: 'Import unsigned' }).click();
    const ended = page.locator(`[data-ended="pickle-${mark}.bin"]`);
    await expect(ended).toContainText('Refused', { timeout: SLOW });
    await expect(ended).toContainText('The import was refused:');
    await sound(page, 'operations-import');
  });

  await test.step('a signature counts once its key is accepted', async () => {
    toyModel(join(incoming, SIGNED), 'The agreement does not say.');
    key.sign(join(incoming, SIGNED), SIGNED);
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(candidate(page, SIGNED)).toContainText('no accepted key');
    await expect(candidate(page, SIGNED).getByRole('button')).toHaveCount(0);
    await candidate(page, SIGNED)
      .getByRole('link', { name: /accept the publisher/ })
      .click();
    await acceptKey(page, key);
    await to(page, 'Import');
    await expect(candidate(page, SIGNED)).toContainText(`by ${PUBLISHER}`);
    await candidate(page, SIGNED).getByRole('button').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.locator(`[data-ended="${SIGNED}"]`)).toContainText('Imported', { timeout: SLOW });
  });

  await test.step('its card says who signed it, and what it is', async () => {
    await page.locator(`[data-ended="${SIGNED}"]`).getByRole('link').click();
    await expect(page.getByRole('heading', { name: SIGNED, level: 2 })).toBeVisible();
    await expect(page.getByText(`Signed by ${PUBLISHER}`)).toBeVisible();
    await expect(page.getByText('It writes one sentence.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Files: Here' })).toContainText('model.safetensors');
    await sound(page, 'operations-card');
  });

  await test.step('an evaluation shows how far it is, and can be stopped', async () => {
    await page.getByRole('button', { name: `Evaluate: ${SIGNED}` }).click();
    const running = page.locator(`[data-work="evaluation"][data-model="${SIGNED}"]`);
    await expect(running.getByRole('progressbar')).toBeVisible();
    await expect(running).toContainText(/put to it|Waiting|Starting/);
    await sound(page, 'operations-running');
    await running.getByRole('button', { name: /^Cancel/ }).click();
    await expect(running).toHaveCount(0, { timeout: SLOW });
  });

  await test.step('what was not evaluated takes a reason to answer', async () => {
    await page.getByRole('button', { name: `Activate all the same: ${SIGNED}` }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(`in place of ${before}`);
    await expect(dialog.getByRole('button', { name: 'Activate all the same' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('A walk through the page.');
    await sound(page, 'operations-override');
    await dialog.getByRole('button', { name: 'Activate all the same' }).click();
    await to(page, 'Models');
    await expect(serving).toContainText(SIGNED, { timeout: SLOW });
    await expect(serving).toContainText('A walk through the page.');
    await expect(page.locator('[data-activation]').first()).toContainText('Activated although it had not passed');
  });

  await test.step('a model that is no worse passes, side by side with the one that answers', async () => {
    toyModel(join(incoming, BROUGHT), 'Nothing is said of it.');
    await to(page, 'Import');
    await page.getByRole('button', { name: 'Look again' }).click();
    await candidate(page, BROUGHT).getByRole('button').click();
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: /Why it is taken in/ })
      .fill('Made here, just now.');
    await page.getByRole('dialog').getByRole('button', { name: 'Import unsigned' }).click();
    await expect(page.locator(`[data-ended="${BROUGHT}"]`)).toContainText('Imported', { timeout: SLOW });
    await page.locator(`[data-ended="${BROUGHT}"]`).getByRole('link').click();
    await expect(page.getByText('Made here, just now.')).toBeVisible();
    await page.getByRole('button', { name: `Evaluate: ${BROUGHT}` }).click();
    const scores = page.getByRole('region', { name: `Scores of ${BROUGHT}` });
    await expect(scores).toContainText(`${SIGNED}, then active`, { timeout: SLOW });
    await expect(scores.getByRole('row', { name: /Answered right/ })).toContainText('±0');
    await sound(page, 'operations-scores');
    await page.getByRole('button', { name: `Activate: ${BROUGHT}` }).click();
    await expect(page.getByRole('dialog').getByRole('textbox')).toHaveCount(0);
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await to(page, 'Models');
    await expect(serving).toContainText(BROUGHT, { timeout: SLOW });
  });

  await test.step('going back is a click, and says what it does', async () => {
    await rollBack(page, SIGNED);
    await rollBack(page, before);
    await expect(page.locator('[data-activation]').first()).toContainText('Rolled back to it');
    await sound(page, 'operations-back');
  });

  await test.step('a key that is withdrawn vouches for nothing', async () => {
    await to(page, 'Keys');
    await page.getByRole('button', { name: `Withdraw the key of ${PUBLISHER}` }).click();
    await expect(page.getByRole('dialog')).toContainText(SIGNED);
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await expect(page.locator(`[data-key="${PUBLISHER}"]`)).toContainText('Withdrawn');
    await sound(page, 'operations-keys');
    await to(page, 'Models');
    await expect(page.locator(`[data-model="${SIGNED}"]`)).toContainText('Key withdrawn');
  });

  await test.step('what nobody needs is removed', async () => {
    for (const name of [SIGNED, BROUGHT]) {
      await page.locator(`[data-model="${name}"]`).getByRole('link', { name }).click();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'History', level: 2 })).toBeVisible();
      await expect(page.locator(`[data-model="${name}"]`)).toHaveCount(0);
    }
  });

  await test.step('by the dark and on a telephone it is sound too', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 400, height: 850 });
    await sound(page, 'operations-narrow');
  });

  for (const name of [SIGNED, BROUGHT, PICKLE]) rmSync(join(incoming, name), { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

async function enterPassword(again: Page): Promise<void> {
  await again.locator('input[name="password"]').fill(required('CARREL_ADMIN_PASSWORD'));
  await again.locator('input[name="password"]').press('Enter');
}

function to(page: Page, place: string): Promise<void> {
  return page.getByRole('navigation', { name: 'Operations' }).getByRole('link', { name: place }).click();
}

function candidate(page: Page, path: string) {
  return page.locator(`[data-candidate="${path}"]`);
}

/** Kept as a picture, and without what axe calls serious. */
async function sound(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  expect(await violations(page)).toEqual([]);
}

async function acceptKey(page: Page, key: { readonly pem: string; readonly fingerprint: string }): Promise<void> {
  await page.getByRole('button', { name: 'Accept a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Whose key it is' }).fill(PUBLISHER);
  await dialog.getByRole('textbox', { name: 'Public key' }).fill('not a key');
  await expect(dialog).toContainText('This is not the public key of an Ed25519 pair');
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from(key.pem) });
  await expect(dialog.locator('.carrel-fingerprint')).toHaveText(/^([0-9a-f]{4} ?){16}$/);
  expect((await dialog.locator('.carrel-fingerprint').textContent())?.replaceAll(' ', '')).toBe(key.fingerprint);
  await sound(page, 'operations-key-dialog');
  await dialog.getByRole('button', { name: 'Accept the key' }).click();
  await expect(page.locator(`[data-key="${PUBLISHER}"]`)).toContainText('Counts');
}

async function rollBack(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Roll back to ${name}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('answers every question from now on');
  await dialog.getByRole('button', { name: 'Roll back', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Answers now' }).getByRole('link')).toHaveText(name, {
    timeout: SLOW,
  });
}
