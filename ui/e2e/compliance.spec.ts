import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { violations } from './axe';
import { createCollection, listen, SHOTS, signIn, signInAsAdministrator, SLOW } from './person';

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
    await expect(places.getByRole('link')).toHaveText(['Compliance']);
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

  await test.step('an export and a checkpoint to take away', async () => {
    const exported = page.waitForEvent('download', { timeout: SLOW });
    await page.getByRole('button', { name: 'Export these events' }).click();
    expect((await exported).suggestedFilename()).toMatch(/^carrel-audit-.*\.zip$/);
    await (await exported).saveAs(join(SHOTS, 'audit.zip'));
    const checkpoint = page.waitForEvent('download', { timeout: SLOW });
    await page.getByRole('button', { name: 'Download the last checkpoint' }).click();
    expect((await checkpoint).suggestedFilename()).toMatch(/^carrel-checkpoint-.*\.txt$/);
  });

  expect(complaints).toEqual([]);
});
