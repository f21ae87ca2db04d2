/** The audit log: whoever has the role that answers for it. */
export const COMPLIANCE_PATH = '/compliance';
export const COMPLIANCE_ROLE = 'compliance';
