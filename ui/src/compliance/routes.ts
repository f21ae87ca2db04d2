/** The audit log: whoever has the role that answers for it. */
export const COMPLIANCE_PATH = '/compliance';
export const COMPLIANCE_ROLE = 'compliance';

/** Emergencies to review, members of any collection, ethical walls: the same people. */
export const ACCESS_PATH = '/compliance/access';
