import { texts } from "./texts.ts";

/** What the screens say by which somebody gets in: sign-in, a new password, and invitations. */
export const signInTexts = texts(
  {
    title: "Sign in",
    email: "Email address",
    password: "Password",
    submit: "Sign in",
    link: "Mail me a link",
    or: "or",
    language: "Français",
    forgotten: "Forgotten password?",
    provider: ({ name }: { name: string }) => `Continue with ${name}`,
    back: "Back to sign-in",
    providerErrors: {
      NOT_INVITED:
        "The address that your provider gave is not invited. Ask an administrator of the organisation.",
      EMAIL_NOT_VERIFIED: "Your provider has not verified this address.",
      other: "Signing in through the provider did not work. Try again, or use another way.",
    },
    sent: {
      title: "Look at your mail",
      lead: ({ email }: { email: string }) =>
        `If ${email} is known or invited, a link is on its way to it. It works once, within 15 minutes.`,
      hint: "Nothing there? Look among the unwanted mail, or check the address.",
      back: "Use another address",
    },
    reset: {
      title: "Choose a new password",
      lead: "We mail you a link that opens a page to choose it. Your other sessions end then.",
      submit: "Mail me the link",
    },
    invitation: {
      title: "You are invited",
      lead: "To accept, first prove that the address is yours: the one that the invitation was sent to.",
      account: "Account",
      accounts: { new: "New account", known: "I have an account" },
      name: "Your name",
      choose: "Choose a password",
      withoutPassword: "Go on without a password",
      byLink: "In both cases we mail you a link.",
      join: ({ organisation }: { organisation: string }) => `Join ${organisation}`,
      role: "Role",
      invitedBy: "Invited by",
      until: "Open until",
      you: ({ email }: { email: string }) => `You are signed in as ${email}.`,
      share: "Share when I work for others",
      sharing: ({ organisation }: { organisation: string }) =>
        `${organisation} and the other organisations with which you share it will know when you work, never where or for whom. You can stop at any time.`,
      accept: "Accept",
      decline: "Decline",
      declined: "You declined the invitation.",
      gone: "This invitation cannot be opened",
      goneLead: ({ email }: { email: string }) =>
        `It was used or withdrawn, it is too old, or it was sent to another address than ${email}.`,
      other: "Sign in with another address",
      home: "Go to Coulisses",
    },
    nowhere: {
      title: "You belong to no organisation yet",
      lead: ({ email }: { email: string }) =>
        `You are signed in as ${email}. Ask an administrator to invite this address, then look again.`,
      inactive: "Choose an organisation",
      inactiveLead: ({ email }: { email: string }) =>
        `You are signed in as ${email}. You do not belong to the organisation you worked in any more.`,
      invited: "You are invited",
      invitedLead: ({ email }: { email: string }) => `You are signed in as ${email}.`,
      organisations: "Your organisations",
      invitations: "Your invitations",
      open: ({ organisation }: { organisation: string }) => `Work in ${organisation}`,
      look: ({ organisation }: { organisation: string }) =>
        `Look at the invitation of ${organisation}`,
      again: "Look again",
      signOut: "Sign out",
    },
    ended: {
      said: "Your session has ended. What you see is kept; to go on, sign in again.",
      action: "Sign in again",
      title: "Sign in again",
      close: "Close",
    },
  },
  {
    title: "Se connecter",
    email: "Adresse mail",
    password: "Mot de passe",
    submit: "Se connecter",
    link: "M’envoyer un lien",
    or: "ou",
    language: "English",
    forgotten: "Mot de passe oublié\u00A0?",
    provider: ({ name }) => `Continuer avec ${name}`,
    back: "Revenir à la connexion",
    providerErrors: {
      NOT_INVITED:
        "L’adresse donnée par votre fournisseur d’identité n’est pas invitée. Adressez-vous à un administrateur de l’organisation.",
      EMAIL_NOT_VERIFIED: "Votre fournisseur d’identité n’a pas vérifié cette adresse.",
      other:
        "La connexion par le fournisseur d’identité n’a pas abouti. Réessayez, ou connectez-vous autrement.",
    },
    sent: {
      title: "Consultez vos mails",
      lead: ({ email }) =>
        `Si ${email} est connue ou invitée, un lien lui est envoyé. Il sert une fois, dans les 15\u00A0minutes.`,
      hint: "Rien reçu\u00A0? Regardez parmi les indésirables, ou vérifiez l’adresse.",
      back: "Utiliser une autre adresse",
    },
    reset: {
      title: "Choisir un nouveau mot de passe",
      lead: "Nous vous envoyons un lien vers une page où le choisir. Vos autres sessions seront alors fermées.",
      submit: "M’envoyer le lien",
    },
    invitation: {
      title: "Vous êtes invité·e",
      lead: "Pour accepter, prouvez d’abord que l’adresse est la vôtre\u00A0: celle qui a reçu l’invitation.",
      account: "Compte",
      accounts: { new: "Nouveau compte", known: "J’ai un compte" },
      name: "Votre nom",
      choose: "Choisir un mot de passe",
      withoutPassword: "Continuer sans mot de passe",
      byLink: "Dans les deux cas, nous vous envoyons un lien.",
      join: ({ organisation }) => `Rejoindre ${organisation}`,
      role: "Rôle",
      invitedBy: "Invitation de",
      until: "Valable jusqu’au",
      you: ({ email }) => `Vous êtes connecté·e avec ${email}.`,
      share: "Partager mes périodes de travail ailleurs",
      sharing: ({ organisation }) =>
        `${organisation} et les autres organisations avec lesquelles vous les partagez sauront quand vous travaillez, jamais où, ni pour qui. Vous pouvez cesser à tout moment.`,
      accept: "Accepter",
      decline: "Refuser",
      declined: "Vous avez refusé l’invitation.",
      gone: "Cette invitation ne s’ouvre pas",
      goneLead: ({ email }) =>
        `Elle a déjà servi, elle a été retirée, elle est trop ancienne, ou elle a été envoyée à une autre adresse que ${email}.`,
      other: "Se connecter avec une autre adresse",
      home: "Aller à Coulisses",
    },
    nowhere: {
      title: "Vous ne faites encore partie d’aucune organisation",
      lead: ({ email }) =>
        `Vous êtes connecté·e avec ${email}. Demandez à un administrateur d’inviter cette adresse, puis actualisez.`,
      inactive: "Choisissez une organisation",
      inactiveLead: ({ email }) =>
        `Vous êtes connecté·e avec ${email}. Vous ne faites plus partie de l’organisation où vous travailliez.`,
      invited: "Vous êtes invité·e",
      invitedLead: ({ email }) => `Vous êtes connecté·e avec ${email}.`,
      organisations: "Vos organisations",
      invitations: "Vos invitations",
      open: ({ organisation }) => `Travailler pour ${organisation}`,
      look: ({ organisation }) => `Voir l’invitation de ${organisation}`,
      again: "Actualiser",
      signOut: "Se déconnecter",
    },
    ended: {
      said: "Votre session est terminée. Ce que vous voyez reste là\u00A0; pour continuer, reconnectez-vous.",
      action: "Se reconnecter",
      title: "Se reconnecter",
      close: "Fermer",
    },
  },
);
