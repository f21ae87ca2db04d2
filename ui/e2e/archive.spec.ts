import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { violations } from './axe';
import { createCollection, listen, SHOTS, signIn, SLOW } from './person';
import { encryptedPdf, heavyPdf, plainPdf, scanPng } from './samples';

const TEXT = 'amendment.pdf';
const SCAN = 'scanned-lease.png';
const LOCKED = 'side-letter.pdf';
const PASSWORD = 'correct horse';

async function folderOf(page: Page): Promise<string> {
  const folder = test.info().outputPath('archive');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, TEXT), plainPdf('The amendment to the agreement takes effect on 4 May 2016.'));
  writeFileSync(join(folder, SCAN), await scanPng(page));
  writeFileSync(join(folder, LOCKED), encryptedPdf('The side letter grants a discount of ten percent.', PASSWORD));
  // What an operating system leaves behind is not taken along.
  writeFileSync(join(folder, '.DS_Store'), 'x');
  return folder;
}

async function shown(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  expect(await violations(page)).toEqual([]);
}

const ended = (row: Locator, state: string) => expect(row).toHaveAttribute('data-state', state, { timeout: SLOW });

test('a person brings in a folder, unlocks a file, and sees a scanned line in its picture', async ({ page }) => {
  const complaints = listen(page);
  await signIn(page);
  const name = `Archive ${Date.now()}`;
  await createCollection(page, name);
  const source = (file: string) => page.getByRole('region', { name: 'Sources' }).locator(`[data-document="${file}"]`);
  const desk = page.url();

  await test.step('upload a folder of three files', async () => {
    await page.getByLabel('Choose files (a folder)').setInputFiles(await folderOf(page));
    for (const file of [TEXT, SCAN, LOCKED]) await expect(source(file)).toBeVisible({ timeout: SLOW });
    await shown(page, 'archive-1-reading');
  });

  const job = page.locator('[data-job]').first();
  const item = (file: string) => job.locator(`[data-document="${file}"]`);
  await test.step('follow it on the ingest board', async () => {
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Ingest' }).click();
    await expect(page.getByRole('heading', { name: 'Ingest', level: 1 })).toBeVisible();
    await expect(job).toContainText(name);
    // One job for the whole folder, and nothing that nobody meant.
    await expect(job).toContainText('3 documents');
    await job.getByRole('button', { name: /^Documents of/ }).click();
    await job.getByRole('button', { name: /^All/ }).click();
    await shown(page, 'archive-2-board');
    await ended(item(TEXT), 'indexed');
    await ended(item(SCAN), 'indexed');
    await ended(item(LOCKED), 'quarantined');
    await expect(item(LOCKED)).toContainText('Needs a password');
    await job.getByRole('button', { name: /^Needs attention/ }).click();
    await expect(item(TEXT)).toBeHidden();
    await shown(page, 'archive-3-attention');
  });

  await test.step('unlock the encrypted one', async () => {
    await item(LOCKED)
      .getByRole('button', { name: `Unlock ${LOCKED}` })
      .click();
    const dialog = page.getByRole('dialog', { name: `Unlock ${LOCKED}` });
    await dialog.getByLabel('Password of the file').fill(PASSWORD);
    await shown(page, 'archive-4-unlock');
    await dialog.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(dialog).toBeHidden();
    await job.getByRole('button', { name: /^All/ }).click();
    await ended(item(LOCKED), 'indexed');
  });

  const viewer = page.getByRole('region', { name: 'Document', exact: true });
  await test.step('ask the scan and see the line in its picture', async () => {
    await page.goto(desk);
    await expect(source(SCAN)).toContainText('Read from a scan');
    await page.getByRole('textbox', { name: 'Question' }).fill('What monthly rent does the tenant pay?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    const turn = page.locator('.carrel-turn').last();
    await expect(turn).toHaveAttribute('data-phase', 'done', { timeout: SLOW });
    await turn.locator('.carrel-passage', { hasText: SCAN }).first().click();
    const picture = viewer.getByRole('img', { name: `${SCAN}, as it was scanned` });
    await expect(picture).toBeVisible({ timeout: SLOW });
    // The passage may begin with the heading above it.
    const highlight = viewer.locator('.carrel-highlight').last();
    await expect(highlight).toBeVisible({ timeout: SLOW });
    const [box, frame] = [await highlight.boundingBox(), await picture.boundingBox()];
    if (!box || !frame) throw new Error('nothing is drawn');
    // The rent stands on the second of four lines.
    const middle = (box.y + box.height / 2 - frame.y) / frame.height;
    expect(middle).toBeGreaterThan(0.22);
    expect(middle).toBeLessThan(0.48);
    await shown(page, 'archive-5-scan');
  });

  await test.step('read its words and its details', async () => {
    await viewer.getByRole('button', { name: 'Text', exact: true }).click();
    await expect(viewer.getByRole('region', { name: 'Text' })).toContainText('monthly rent');
    await expect(viewer.locator('mark')).toContainText('rent');
    await viewer.getByRole('button', { name: 'Details', exact: true }).click();
    await expect(viewer.getByRole('region', { name: 'Details' })).toContainText('Version 1');
    await shown(page, 'archive-6-details');
  });

  await test.step('open the page of the unlocked file with its password', async () => {
    await source(LOCKED).getByRole('button', { name: LOCKED, exact: true }).click();
    await viewer.getByLabel('Password of the file').fill('wrong');
    await viewer.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(viewer.getByText('This is not its password.')).toBeVisible();
    await viewer.getByLabel('Password of the file').fill(PASSWORD);
    await viewer.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(viewer.locator('[data-page="1"] canvas')).toBeVisible();
  });

  await test.step('say what kind of document it is, and take it back', async () => {
    await source(TEXT).getByRole('button', { name: TEXT, exact: true }).click();
    await viewer.getByRole('button', { name: 'Details', exact: true }).click();
    const type = viewer.locator('[data-field="type"]');
    await expect(type).toContainText('Machine’s guess');
    await type.getByRole('button', { name: 'Change type' }).click();
    await type.getByRole('combobox', { name: 'Type' }).selectOption('lease');
    await type.getByRole('button', { name: 'Save' }).click();
    await expect(type).toContainText('Said by a person');
    await expect(source(TEXT)).toContainText('Lease');
    await type.getByRole('button', { name: /^Back to the machine’s guess/ }).click();
    await expect(type).toContainText('Machine’s guess');
  });

  await test.step('put a new version in its place and go back to the old one', async () => {
    await source(TEXT).getByRole('button', { name: TEXT, exact: true }).click();
    await viewer.getByRole('button', { name: 'Details', exact: true }).click();
    await viewer.getByLabel('Upload a new version').setInputFiles({
      name: TEXT,
      mimeType: 'application/pdf',
      buffer: plainPdf('The amendment to the agreement takes effect on 1 June 2016.'),
    });
    await expect(source(TEXT)).toContainText('Version 2', { timeout: SLOW });
    await ended(source(TEXT), 'indexed');
    await source(TEXT).getByRole('button', { name: TEXT, exact: true }).click();
    await viewer.getByRole('button', { name: 'Details', exact: true }).click();
    await viewer.getByRole('button', { name: 'Open version 1' }).click();
    await expect(viewer).toContainText('This is version 1 of 2.');
    await shown(page, 'archive-7-version');
    await viewer.getByRole('button', { name: 'Show version 2' }).click();
    await expect(viewer).not.toContainText('This is version 1 of 2.');
  });

  expect(complaints).toEqual([]);
});

test('a large file goes on where the line broke', async ({ page }) => {
  const PIECE = 8 * 1024 * 1024;
  const asked: string[] = [];
  await page.route('**/uploads/*', async (route) => {
    const method = route.request().method();
    const offset = route.request().headers()['upload-offset'];
    asked.push(offset === undefined ? method : `${method} ${offset}`);
    // The second piece is lost the first time.
    if (asked.length === 2) await route.abort('connectionfailed');
    else await route.continue();
  });
  await signIn(page);
  await createCollection(page, `Large ${Date.now()}`);
  await page.getByLabel('Choose files', { exact: true }).setInputFiles({
    name: 'bundle.pdf',
    mimeType: 'application/pdf',
    buffer: heavyPdf('The bundle of exhibits was filed on 4 May 2016.', 2 * PIECE),
  });
  await ended(page.locator('[data-document="bundle.pdf"]'), 'indexed');
  expect(asked).toEqual(['PATCH 0', `PATCH ${PIECE}`, 'HEAD', `PATCH ${PIECE}`, `PATCH ${2 * PIECE}`]);
});
