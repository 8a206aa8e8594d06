package org.etcdrecovery.console.text;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.etcdrecovery.core.text.Shown;

/** The texts of one part of the console. */
public final class Texts {
    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * Loads the texts of a part.
     *
     * @param part the name of the bundle in this package, such as {@code source}
     * @throws java.util.MissingResourceException if there is no such bundle
     */
    public static Texts of(String part) {
        return new Texts(ResourceBundle.getBundle(Texts.class.getPackageName() + "." + part, Locale.ENGLISH));
    }

    /**
     * Returns a text.
     *
     * @param key       its key
     * @param arguments the values for {@link MessageFormat}. Pass numbers as text formatted by {@link Quantities}, or
     *                  as numbers only for a {@code choice}. Every other value may come from outside and is escaped
     *                  with {@link Shown#text}.
     * @throws java.util.MissingResourceException if there is no such text
     */
    public String get(String key, Object... arguments) {
        String text = bundle.getString(key);
        if (arguments.length == 0) {
            return text;
        }
        Object[] shown = Arrays.stream(arguments).map(Texts::shown).toArray();
        return new MessageFormat(text, Locale.ENGLISH).format(shown);
    }

    private static Object shown(Object argument) {
        return argument instanceof Number ? argument : Shown.text(String.valueOf(argument));
    }

    /** Returns the help made of {@code KEY.title} and the paragraphs {@code KEY.1}, {@code KEY.2} and so on. */
    public HelpTopic help(String key, Object... arguments) {
        List<String> paragraphs = new ArrayList<>();
        for (int i = 1; bundle.containsKey(key + "." + i); i++) {
            paragraphs.add(get(key + "." + i, arguments));
        }
        return new HelpTopic(get(key + ".title", arguments), paragraphs);
    }
}
