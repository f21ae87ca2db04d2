import { generatePath } from 'react-router';

/** What runs the machine: its models. */
export const OPERATIONS_PATH = '/operations';
export const MODEL_PATH = '/operations/models/:name';
export const IMPORT_PATH = '/operations/import';
export const KEYS_PATH = '/operations/keys';

const OPERATOR_ROLE = 'operator';
const COMPLIANCE_ROLE = 'compliance';

/** Whether somebody may see which models there are: whoever runs the server, and whoever answers for it. */
export function seesOperations(roles: readonly string[]): boolean {
  return isOperator(roles) || roles.includes(COMPLIANCE_ROLE);
}

/** Whether somebody may change which model answers. */
export function isOperator(roles: readonly string[]): boolean {
  return roles.includes(OPERATOR_ROLE);
}

export function toModel(name: string): string {
  return generatePath(MODEL_PATH, { name });
}
