package dev.berth.build.dockerfile;

/**
 * A here-document.
 *
 * @param name the word that ends it, without quotes
 * @param expand whether variables are put in: not if any part of the word was quoted
 * @param stripTabs whether it was begun with {@code <<-}, which takes the tabs from the beginning of each line
 * @param content its lines as written, each with its end
 */
public record Heredoc(String name, boolean expand, boolean stripTabs, String content) {

    /** The content with the tabs at the beginning of lines taken away if that was asked for. */
    public String text() {
        if (!stripTabs) {
            return content;
        }
        StringBuilder result = new StringBuilder(content.length());
        boolean lineBegins = true;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (lineBegins && c == '\t') {
                continue;
            }
            lineBegins = c == '\n';
            result.append(c);
        }
        return result.toString();
    }
}
