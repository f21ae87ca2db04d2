import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { violations } from './axe';
import { listen, required, SHOTS, signIn, signInAsAdministrator, SLOW } from './person';

const SAMPLES = required('CARREL_SAMPLES');
const FILE = 'discharge-note.txt';

test('who reads a patient’s record says why, and an emergency is looked at afterwards', async ({ browser, page }) => {
  const complaints = listen(page);
  await signIn(page);
  const name = `Jane Roe ${Date.now()}`;
  const banner = page.getByRole('region', { name: 'Patient record' });

  await test.step('a record is not opened without a purpose', async () => {
    await createRecord(page, name);
    const asked = page.getByRole('dialog', { name: 'Why are you opening this record?' });
    await expect(asked).toBeVisible();
    await expect(asked.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(asked.getByRole('button', { name: 'Open the record' })).toBeDisabled();
    await page.screenshot({ path: join(SHOTS, 'access-1-purpose.png') });
    expect(await violations(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Do not open it' }).click();
    await expect(page.getByRole('heading', { name: 'Collections', level: 1 })).toBeVisible();
  });

  await test.step('the purpose is stated once, shown on each page and sent with each call', async () => {
    await page.getByRole('button', { name: `Open ${name}` }).click();
    const listed = page.waitForRequest((request) => request.url().endsWith('/documents?limit=200'));
    await page.getByRole('radio', { name: 'Treatment', exact: true }).check();
    await page.getByRole('button', { name: 'Open the record' }).click();
    expect((await listed).headers()['purpose-of-use']).toBe('TREAT');
    await expect(banner).toContainText('Opened for: Treatment');
    await page.reload();
    await expect(banner).toContainText('Opened for: Treatment');
    await banner.getByRole('button', { name: 'Change the purpose' }).click();
    await page.getByRole('radio', { name: 'Operations' }).check();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await expect(banner).toContainText('Opened for: Operations');
  });

  const row = page.locator(`[data-document="${FILE}"]`);
  await test.step('a document is restricted to chosen people', async () => {
    await page.getByLabel('Choose files', { exact: true }).setInputFiles(join(SAMPLES, FILE));
    await expect(row).toHaveAttribute('data-state', 'indexed', { timeout: SLOW });
    await row.getByRole('button', { name: FILE, exact: true }).click();
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    await page.getByRole('button', { name: 'Restrict to chosen people' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('The patient is a colleague');
    await page.getByRole('button', { name: 'Restrict', exact: true }).click();
    await expect(page.getByText('Reason: The patient is a colleague')).toBeVisible();
    await expect(row.getByText('Restricted')).toBeVisible();
    await page.screenshot({ path: join(SHOTS, 'access-2-restricted.png') });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lift the restriction' }).click();
    await page.getByRole('button', { name: 'Lift it' }).click();
    await expect(page.getByRole('button', { name: 'Restrict to chosen people' })).toBeVisible();
    await expect(row.getByText('Restricted')).toBeHidden();
  });

  await test.step('members: somebody is let in, and the last steward cannot leave', async () => {
    await page.locator('.carrel-switcher').click();
    await page.getByRole('menuitem', { name: 'Members of this collection' }).click();
    const members = page.getByRole('dialog', { name: 'Members' });
    await addGroup(members, '/cardiology', false);
    await endMembership(members, 'Group /cardiology');
    await expect(members.getByText('Group /cardiology is no longer a member.')).toBeVisible();
    await members.getByRole('button', { name: 'Undo' }).click();
    await expect(members.locator('[data-member="Group /cardiology"]')).toBeVisible();
    await endMembership(members, required('CARREL_USER'));
    await expect(members.getByText('Somebody has to look after this collection')).toBeVisible();
    await page.screenshot({ path: join(SHOTS, 'access-3-members.png') });
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.locator('.carrel-switcher')).toBeFocused();
  });

  const another = await browser.newContext();
  const officer = await another.newPage();
  const officerComplaints = listen(officer);
  await test.step('compliance sees to the members of any collection, and raises and lifts a wall', async () => {
    await signInAsAdministrator(officer);
    await officer.getByRole('navigation', { name: 'Compliance' }).getByRole('link', { name: 'Access' }).click();
    await officer.getByRole('textbox', { name: 'Name of a collection' }).fill(name);
    await officer.keyboard.press('Enter');
    const found = officer.locator(`[data-collection="${name}"]`);
    await found.getByRole('button', { name: 'Raise a wall' }).click();
    const wall = officer.getByRole('dialog', { name: 'Raise an ethical wall' });
    await wall.getByRole('radio', { name: 'A group' }).check();
    await wall.getByRole('textbox', { name: 'Group' }).fill('/opposing-counsel');
    await wall.getByRole('textbox', { name: 'Reason' }).fill('Acted for the other side');
    await wall.getByRole('button', { name: 'Raise the wall' }).click();
    const raised = officer.locator('[data-wall]').filter({ hasText: name });
    await expect(raised).toContainText('Group /opposing-counsel');
    await raised.getByRole('button', { name: /^Lift the wall/ }).click();
    await raised.getByRole('button', { name: 'Lift it' }).click();
    await expect(raised).toHaveCount(0);
    await found.getByRole('button', { name: 'Members' }).click();
    const members = officer.getByRole('dialog', { name: 'Members' });
    await addGroup(members, '/records', true);
    await endMembership(members, required('CARREL_USER'));
    await expect(members.getByText('is no longer a member')).toBeVisible();
    await officer.keyboard.press('Escape');
  });

  await test.step('in an emergency the record opens at once, under a red band', async () => {
    await page.reload();
    await expect(page.getByRole('heading', { name: 'This collection is not there' })).toBeVisible();
    await page.getByRole('button', { name: /^Emergency access/ }).click();
    await page.getByRole('textbox', { name: 'Name of the record' }).fill(name);
    await page.getByRole('textbox', { name: 'Reason' }).fill('Unconscious on arrival');
    const open = page.getByRole('button', { name: 'Open the record' });
    await expect(open).toBeDisabled();
    await page.getByRole('checkbox', { name: /^I need this record/ }).check();
    await open.click();
    const emergency = page.getByRole('region', { name: 'Emergency access' });
    await expect(emergency).toContainText('Everything you see is recorded and will be reviewed.');
    await expect(row).toBeVisible();
    await page.screenshot({ path: join(SHOTS, 'access-4-emergency.png') });
    expect(await violations(page)).toEqual([]);
    await emergency.getByRole('button', { name: 'Give back' }).click();
    await expect(page.getByRole('heading', { name: 'Collections', level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: `Open ${name}` })).toHaveCount(0);
  });

  await test.step('somebody else says whether it was one', async () => {
    await officer.reload();
    const waiting = officer.locator(`[data-emergency="${name}"]`);
    await expect(waiting).toContainText('Unconscious on arrival');
    await expect(waiting).toContainText('given back');
    await expect(officer.getByRole('navigation', { name: 'Compliance' })).toContainText('wait');
    await officer.screenshot({ path: join(SHOTS, 'access-5-queue.png') });
    expect(await violations(officer)).toEqual([]);
    await waiting.getByRole('button', { name: 'Review' }).click();
    await waiting.getByRole('radio', { name: 'Justified', exact: true }).check();
    await waiting.getByRole('textbox', { name: 'Note' }).fill('The ward confirms it');
    await waiting.getByRole('button', { name: 'Save the review' }).click();
    await expect(waiting).toHaveCount(0);
    await officer.getByRole('checkbox', { name: 'Show reviewed ones, too' }).check();
    await expect(waiting).toHaveAttribute('data-verdict', 'justified');
    await waiting.getByRole('link', { name: 'See what they did' }).click();
    await expect(officer).toHaveURL(/actor=.*collection=/);
    await expect(officer.locator('[data-event]').filter({ hasText: 'Emergency access opened' })).toHaveCount(1, {
      timeout: SLOW,
    });
  });

  await another.close();
  expect([...complaints, ...officerComplaints]).toEqual([]);
});

async function createRecord(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New collection' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('radio', { name: 'Patient' }).check();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
}

async function addGroup(members: Locator, group: string, steward: boolean): Promise<void> {
  await members.getByRole('button', { name: 'Add a member' }).click();
  await members.getByRole('radio', { name: 'A group' }).check();
  await members.getByRole('textbox', { name: 'Group' }).fill(group);
  await members.getByRole('textbox', { name: 'Reason' }).fill('Takes part in the care');
  if (steward) await members.getByText('Steward: may let others in').click();
  await members.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(members.locator(`[data-member="Group ${group}"]`)).toBeVisible();
}

async function endMembership(members: Locator, of: string): Promise<void> {
  await members.getByRole('button', { name: `End the membership of ${of}` }).click();
  await members.getByRole('button', { name: 'End now' }).click();
}
