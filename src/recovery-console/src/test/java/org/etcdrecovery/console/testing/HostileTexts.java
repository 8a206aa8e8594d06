package org.etcdrecovery.console.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.etcdrecovery.core.snapshot.EtcdFile;
import tools.jackson.databind.json.JsonMapper;

/** Texts that try to forge what a screen shows. */
public final class HostileTexts {
    /** The word of which a screen may show no line of its own. */
    public static final String FORGED = "FORGED";
    /** Control characters of terminals and texts, and line breaks before the word. */
    public static final String BAD = "m\u001b]0;x\u0007\r\n" + FORGED + "\u202e\u009b\u2028";

    private HostileTexts() {}

    /** A snapshot with such texts as the name and URL of a member, as keys, and as values. */
    public static EtcdFile file() {
        byte[] member = ("{\"id\":" + Long.toUnsignedString(EtcdFile.MEMBER) + ",\"peerURLs\":["
                + JsonMapper.shared().writeValueAsString("http://" + BAD) + "],\"name\":"
                + JsonMapper.shared().writeValueAsString(BAD) + "}").getBytes(UTF_8);
        return new EtcdFile().record("members", Long.toHexString(EtcdFile.MEMBER), member)
                .put("/registry/secrets/" + BAD, "k8s:enc:" + BAD + ":v1:" + BAD + ":x")
                .put(BAD, BAD);
    }
}
