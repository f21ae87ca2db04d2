import { expect, type Page } from '@playwright/test';

export const SHOTS = 'test-results';
/** Reading, embedding and, on a first start, loading the model. */
export const SLOW = 180_000;

export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}`);
  return value;
}

/** Signs in who reads documents. */
export async function signIn(page: Page): Promise<void> {
  await signInAs(page, required('CARREL_USER'), required('CARREL_PASSWORD'));
  await expect(page.getByRole('heading', { name: 'Collections', level: 1 })).toBeVisible();
}

/** Signs in who answers for the audit log and reads no documents. */
export async function signInAsAdministrator(page: Page): Promise<void> {
  await signInAs(page, required('CARREL_ADMIN_USER'), required('CARREL_ADMIN_PASSWORD'));
  await expect(page.getByRole('heading', { name: 'Compliance', level: 1 })).toBeVisible();
}

async function signInAs(page: Page, user: string, password: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('input[name="username"]').fill(user);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('input[name="password"]').press('Enter');
}

export async function createCollection(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New collection' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

/** What the page itself complains of: errors in scripts, and everything that its policy forbids. */
export function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy')) {
      complaints.push(message.text());
    }
  });
  return complaints;
}
