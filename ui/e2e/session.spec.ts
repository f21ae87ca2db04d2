import { expect, test } from '@playwright/test';
import { listen, signIn } from './person';

test('who signs out is out at the server, and an ended session says so', async ({ page }) => {
  const complaints = listen(page);
  await signIn(page);

  await test.step('a session that the server has ended is told in plain words', async () => {
    const ended = { type: 'urn:carrel:problem:session-ended', title: 'The session has ended', status: 401 };
    await page.route(
      '**/api/v1/jobs*',
      (route) => route.fulfill({ status: 401, contentType: 'application/problem+json', json: ended }),
      { times: 1 },
    );
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Ingest' }).click();
    await expect(page.getByText('Your session has ended.')).toBeVisible();
  });

  await test.step('signing in again takes the password, and leads back', async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('input[name="password"]').fill(process.env['CARREL_PASSWORD'] ?? '');
    await page.locator('input[name="password"]').press('Enter');
    await expect(page.getByRole('heading', { name: 'Ingest', level: 1 })).toBeVisible();
  });

  await test.step('a token of before is of no use after signing out', async () => {
    const sent = page.waitForRequest('**/api/v1/collections*');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Collections' }).click();
    await page.reload();
    const authorization = (await (await sent).allHeaders())['authorization'] ?? '';
    await page.getByRole('button', { name: /^User / }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    const refused = await page.request.get('/api/v1/me', { headers: { authorization } });
    expect(refused.status()).toBe(401);
    expect(await refused.text()).toContain('session-ended');
  });

  expect(complaints).toEqual([]);
});
