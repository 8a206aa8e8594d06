package org.etcdrecovery.console.step.source.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.store.objects.CredentialSource;
import org.etcdrecovery.core.store.objects.CredentialSource.Kind;
import org.etcdrecovery.core.store.objects.StoreTraits;
import org.etcdrecovery.core.store.objects.StoreTraits.Known;

/** How a store is logged in to and how it protects its snapshots, in one line. */
final class StoreSummary {
    private StoreSummary() {}

    /** Returns the line as marked text. */
    static String of(StoreModel model, Texts texts) {
        List<String> parts = new ArrayList<>();
        Optional<Listed> listed = model.listed().get().filter(_ -> model.isCurrent());
        parts.add(texts.get("store.login", listed.map(now -> source(now.credentials(), texts))
                .orElseGet(() -> texts.get(model.isTyped() ? "store.login.TYPED" : "store.login.before"))));
        listed.map(now -> now.listing().traits()).ifPresent(traits -> parts.addAll(traits(traits, texts)));
        return String.join("  ·  ", parts);
    }

    private static String source(CredentialSource source, Texts texts) {
        return source.kind() == Kind.PROFILE
                ? texts.get("store.login.PROFILE", source.profile())
                : texts.get("store.login." + source.kind());
    }

    private static List<String> traits(StoreTraits traits, Texts texts) {
        List<String> parts = new ArrayList<>();
        if (traits.encrypted() == Known.YES) {
            parts.add(texts.get("store.encrypted"));
        }
        if (traits.versioned() != Known.UNKNOWN) {
            parts.add(texts.get("store.versioned." + traits.versioned()));
        }
        return parts;
    }
}
