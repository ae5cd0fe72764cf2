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
    networks:
      "If they get nowhere with it: this computer is in other networks, too. Show the code for",
  },
  /** Nobody has reached the server; commands stand behind `before`. */
  unreached: {
    title: "Nobody from another device has been here yet",
    before: {
      linux:
        "A firewall on this computer may keep them out. Whichever of these it knows, typed into a terminal here, lets them in:",
      windows:
        "Windows may keep them out: it asks once, and “Cancel” stays. In a terminal as administrator, this lets them in:",
      macos:
        "The firewall of macOS may keep them out: System Settings, Network, Firewall, Options. Let node take incoming connections there; and under Privacy & Security, Local Network, let your terminal in.",
    },
    windowsNetwork:
      "And the network has to be a private one: Settings, Network & internet, its properties.",
    network:
      "Are they in the same network? Guest networks and some access points keep devices from each other (“client isolation”), and a VPN on either device leads elsewhere.",
  },
};

/** The shape that every language has. */
export type NearbyWords = typeof nearby;
