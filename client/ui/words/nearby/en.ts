/** Words about games that one may walk into, in English. A part of the catalogue. */

export const nearby = {
  nearby: {
    title: "Games here and nearby",
    none: "Nobody plays yet. Quick play opens the first table.",
    others: "Other Carom servers in this network appear here by themselves.",
    nobody: "nobody there yet",
    players: "People and seats",
    distance: "Round trip from this device",
    friends: "Friends in your network scan this, or open",
    qr: "QR code of this server's address",
  },
};

/** The shape that every language has. */
export type NearbyWords = typeof nearby;
