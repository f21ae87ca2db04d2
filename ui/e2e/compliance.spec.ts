import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { violations } from './axe';
import { createCollection, listen, required, SHOTS, signIn, signInAsAdministrator, SLOW } from './person';

test('a compliance officer sees who did what, and that the log is whole', async ({ browser, page }) => {
  const complaints = listen(page);
  const another = await browser.newContext();
  const reader = await another.newPage();
  await signIn(reader);
  await createCollection(reader, `Watched ${Date.now()}`);
  await another.close();
  await signInAsAdministrator(page);

  await test.step('who reads nothing is offered nothing to read', async () => {
    const places = page.getByRole('navigation', { name: 'Places' });
    await expect(places.getByRole('link')).toHaveText(['Compliance', 'Operations']);
    await page.goto('/collections');
    await expect(page.getByRole('heading', { name: 'Your roles open no documents' })).toBeVisible();
    await places.getByRole('link', { name: 'Compliance' }).click();
  });

  await test.step('what was just done stands in the log', async () => {
    await page.getByLabel('Action').selectOption('collection.create');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/action=collection\.create/);
    const newest = page.locator('[data-event]').first();
    await expect(newest).toContainText('Collection created');
    await expect(newest).toContainText('done');
    await newest.getByRole('button').click();
    await expect(page.locator('.carrel-event-details')).toContainText('collection');
  });

  await test.step('the log is whole', async () => {
    await page.getByRole('button', { name: 'Verify the log' }).click();
    await expect(page.getByText(/^Verified to event/)).toBeVisible({ timeout: SLOW });
    await page.screenshot({ path: join(SHOTS, 'compliance.png') });
    expect(await violations(page)).toEqual([]);
  });

  await test.step('an export after a while takes the password again, and goes on by itself', async () => {
    // As the server answers when the sign-in is older than it takes.
    const stale = { type: 'urn:carrel:problem:step-up-required', title: 'Sign in again for this', status: 401 };
    await page.route(
      '**/audit/export*',
      (route) => route.fulfill({ status: 401, contentType: 'application/problem+json', json: stale }),
      { times: 1 },
    );
    const asked = page.waitForEvent('popup');
    const exported = page.waitForEvent('download', { timeout: SLOW });
    await page.getByRole('button', { name: 'Export these events' }).click();
    const again = await asked;
    await again.locator('input[name="password"]').fill(required('CARREL_ADMIN_PASSWORD'));
    await again.locator('input[name="password"]').press('Enter');
    expect((await exported).suggestedFilename()).toMatch(/^carrel-audit-.*\.zip$/);
    await expect(page.getByRole('heading', { name: 'Compliance', level: 1 })).toBeVisible();
  });

  await test.step('the sign-in stands in the log', async () => {
    await page.getByLabel('Action').selectOption('signin.success');
    await expect(async () => {
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await expect(page.locator('[data-event]').first()).toContainText('Sign-in', { timeout: 2_000 });
    }).toPass({ timeout: SLOW });
  });

  await test.step('an export and a checkpoint to take away', async () => {
    const exported = page.waitForEvent('download', { timeout: SLOW });
    await page.getByRole('button', { name: 'Export these events' }).click();
    expect((await exported).suggestedFilename()).toMatch(/^carrel-audit-.*\.zip$/);
    await (await exported).saveAs(join(SHOTS, 'audit.zip'));
    const checkpoint = page.waitForEvent('download', { timeout: SLOW });
    await page.getByRole('button', { name: 'Download the last checkpoint' }).click();
    expect((await checkpoint).suggestedFilename()).toMatch(/^carrel-checkpoint-.*\.txt$/);
    const printed = page.waitForEvent('download', { timeout: SLOW });
    await page.getByRole('button', { name: 'Checkpoint to print' }).click();
    expect((await printed).suggestedFilename()).toMatch(/^carrel-checkpoint-.*\.svg$/);
    await page.getByLabel('Form of the export').selectOption('fhir');
    const events = page.waitForEvent('download', { timeout: SLOW });
    await page.getByRole('button', { name: 'Export these events' }).click();
    expect((await events).suggestedFilename()).toMatch(/^carrel-audit-.*\.ndjson$/);
  });

  expect(complaints).toEqual([]);
});
