/** How long a mailed link works. */
export const linkMinutes = 15;

/** How long an invitation can be accepted. */
export const invitationDays = 7;

/** How many characters a password has. */
export const passwordLength = { least: 12, most: 128 };
