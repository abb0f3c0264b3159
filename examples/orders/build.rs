fn main() -> Result<(), codeword::Error> {
    codeword::build::folder("locales").require(["en-US", "de-DE"]).generate()
}
