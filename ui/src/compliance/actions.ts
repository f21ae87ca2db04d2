/** What the log calls an action, and what a person does; the commonest of each kind first. */
export const ACTIONS: readonly (readonly [string, string])[] = [
  ['answer.evidence', 'Asked: passages shown'],
  ['answer.complete', 'Asked: answer finished'],
  ['answer.reconstruct', 'Answer made again'],
  ['search.query', 'Searched'],
  ['summary.shown', 'Summary: passages shown'],
  ['summary.worded', 'Summary: worded by the model'],
  ['summary.read', 'Summary read'],
  ['document.content', 'Original opened'],
  ['document.text', 'Text opened'],
  ['document.record', 'Clinical record opened'],
  ['document.read', 'Document looked up'],
  ['document.list', 'Documents listed'],
  ['document.upload', 'Document uploaded'],
  ['document.indexed', 'Document indexed'],
  ['document.quarantined', 'Document quarantined'],
  ['document.unlock', 'Password given'],
  ['document.metadata', 'Details corrected'],
  ['document.version', 'Version added or restored'],
  ['collection.create', 'Collection created'],
  ['collection.read', 'Collection opened'],
  ['collection.list', 'Collections listed'],
  ['membership.grant', 'Member let in, or terms changed'],
  ['membership.end', 'Membership ended'],
  ['membership.list', 'Members listed'],
  ['document.restrict', 'Document restricted'],
  ['document.unrestrict', 'Restriction lifted'],
  ['document.restriction', 'Restriction looked up'],
  ['breakglass.open', 'Emergency access opened'],
  ['breakglass.end', 'Emergency access given back'],
  ['breakglass.review', 'Emergency access reviewed'],
  ['breakglass.list', 'Emergency accesses listed'],
  ['wall.raise', 'Ethical wall raised'],
  ['wall.lift', 'Ethical wall lifted'],
  ['wall.list', 'Ethical walls listed'],
  ['people.list', 'People looked up'],
  ['collection.oversee', 'Collections looked up for oversight'],
  ['job.cancel', 'Job cancelled'],
  ['job.retry', 'Job tried again'],
  ['caller.read', 'Signed in'],
  ['audit.read', 'Audit log read'],
  ['audit.verify', 'Audit log verified'],
  ['audit.checkpoint', 'Audit log signed'],
  ['audit.export', 'Audit log exported'],
  ['access.denied', 'Call refused'],
];

const LABELS = new Map(ACTIONS);

/** An action that this page does not know yet is shown as the log calls it. */
export function actionLabel(action: string): string {
  return LABELS.get(action) ?? action;
}
