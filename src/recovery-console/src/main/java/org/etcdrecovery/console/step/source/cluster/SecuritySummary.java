package org.etcdrecovery.console.step.source.cluster;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.text.Shown;

/** Summarises TLS and login in one line. */
final class SecuritySummary {
    private SecuritySummary() {}

    /** Returns the line as marked text. */
    static String of(ConnectionForm form, Texts texts) {
        return tls(form, texts) + "  ·  " + (form.user().isBlank()
                ? texts.get("security.nologin")
                : "**" + texts.get("security.login", form.user().strip()) + "**")
                + (form.through().isBlank()
                        ? ""
                        : "  ·  " + texts.get("security.through", Shown.text(form.through().strip())));
    }

    private static String tls(ConnectionForm form, Texts texts) {
        boolean files = !(form.ca() + form.certificate() + form.serverName()).isBlank();
        if (form.endpoints().isBlank() && !files) {
            return texts.get("security.tls.unset");
        }
        boolean encrypted = form.endpoints().contains("https://") || form.endpoints().contains("unixs:");
        if (form.endpoints().contains("http://") || form.endpoints().contains("unix:") || (!files && !encrypted)) {
            return texts.get("security.tls.none");
        }
        List<String> parts = new ArrayList<>();
        if (form.skipVerify()) {
            parts.add(texts.get("security.tls.any"));
        } else {
            parts.add("**" + (form.ca().isBlank() ? texts.get("security.tls.java") : fileName(form.ca())) + "**");
        }
        if (!form.certificate().isBlank()) {
            parts.add("**" + texts.get("security.certificate") + "**");
        }
        if (!form.serverName().isBlank()) {
            parts.add(texts.get("security.name", form.serverName().strip()));
        }
        return texts.get("security.tls") + " " + String.join(", ", parts);
    }

    private static String fileName(String path) {
        return path.strip().replaceFirst(".*[/\\\\]", "");
    }
}
