namespace SeeSupport.Channels.PhoneNumbers;

public class PhoneNumberTests
{
    [Theory]
    [InlineData("+12025550123")]
    [InlineData(" +1 (202) 555-0123 ")]
    [InlineData("+1.202.555.0123")]
    [InlineData("tel:+1-202-555-0123")]
    [InlineData("001 202 555 0123")]
    [InlineData("\u202a+1 202\u00a0555\u20110123\u202c")]
    [InlineData("＋１２０２５５５０１２３")]
    [InlineData("+١٢٠٢٥٥٥٠١٢٣")]
    public void Normalize_ReadsANumber_AsPeopleWriteIt(string written) =>
        Assert.Equal("+12025550123", PhoneNumber.Normalize(written, new()));

    [Theory]
    [InlineData("+44 (0)20 7946 0123", "+442079460123")]
    [InlineData("0044 (0) 7700 900123", "+447700900123")]
    [InlineData("+39 06 698 12345", "+390669812345")]
    [InlineData("+1 416 555 0123", "+14165550123")]
    public void Normalize_KnowsTheZeroForCallersAtHome(string written, string number) =>
        Assert.Equal(number, PhoneNumber.Normalize(written, new() { Countries = ["*"] }));

    [Theory]
    [InlineData("US", "(202) 555-0123", "+12025550123")]
    [InlineData("US", "1 202 555 0123", "+12025550123")]
    [InlineData("US", "011 44 7700 900123", "+447700900123")]
    [InlineData("US", "+44 7700 900123", "+447700900123")]
    [InlineData("us", "00 44 7700 900123", "+447700900123")]
    [InlineData("GB", "07700 900123", "+447700900123")]
    [InlineData("DE", "0151 23456789", "+4915123456789")]
    [InlineData("IT", "347 1234567", "+393471234567")]
    [InlineData("IT", "06 698 12345", "+390669812345")]
    [InlineData("HU", "06 20 123 4567", "+36201234567")]
    [InlineData("ES", "612 34 56 78", "+34612345678")]
    public void Normalize_SuppliesTheHomeCountry(string country, string written, string number) =>
        Assert.Equal(number, PhoneNumber.Normalize(written, new() { DefaultCountry = country, Countries = ["*"] }));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("2025550123")]
    [InlineData("+")]
    [InlineData("+1")]
    [InlineData("+0 202 555 0123")]
    [InlineData("+1 202 555 012")]
    [InlineData("+1 202 555 01234")]
    [InlineData("+1 102 555 0123")]
    [InlineData("+1 202 155 0123")]
    [InlineData("+1 202 555 0123 ext. 4")]
    [InlineData("+1 202 555 0123;ext=4")]
    [InlineData("+1 202 555 0123, +1 202 555 0124")]
    [InlineData("+1 2O2 555 O123")]
    [InlineData("+1+2025550123")]
    [InlineData("+1234567890123456")]
    [InlineData("+33 6 12 34 56")]
    [InlineData("ana@example.com")]
    [InlineData("+1 202 555 0123\r\nBody: more")]
    public void Normalize_RefusesWhatIsNoNumber(string written)
    {
        Assert.Equal("invite-number-malformed", Refused(written, new() { Countries = ["*"] }).Code);
        Assert.Contains("+1 202 555 0123", Refused(written, new() { Countries = ["*"] }).Sentence);
    }

    [Theory]
    [InlineData("+1 876 555 0123")]
    [InlineData("+1 809 555 0123")]
    [InlineData("+7 912 345 67 89")]
    [InlineData("+225 01 23 45 67 89")]
    [InlineData("+44 7781 123456")]
    [InlineData("+881 612 345 678")]
    [InlineData("+979 123 456 789")]
    public void Normalize_RefusesACountryThatIsNotOnTheList(string written) =>
        Assert.Equal("invite-country-closed", Refused(written, new()).Code);

    [Fact]
    public void Normalize_ObeysTheList()
    {
        var options = new PhoneNumberOptions { Countries = ["jm", "CA"] };

        Assert.Equal("+18765550123", PhoneNumber.Normalize("+1 876 555 0123", options));
        Assert.Equal("+14165550123", PhoneNumber.Normalize("+1 416 555 0123", options));
        Assert.Equal("invite-country-closed", Refused("+1 202 555 0123", options).Code);
    }

    [Theory]
    [InlineData("+1 900 555 0123")]
    [InlineData("+1 800 555 0123")]
    [InlineData("+44 70 1234 5678")]
    [InlineData("+44 909 123 4567")]
    [InlineData("+44 844 123 4567")]
    [InlineData("+49 900 123456")]
    [InlineData("+33 892 12 34 56")]
    [InlineData("+39 899 123456")]
    [InlineData("+61 1900 123 456")]
    public void Normalize_RefusesServiceNumbers(string written) => Assert.Equal("invite-number-premium", Refused(written, new()).Code);

    [Theory]
    [InlineData("+44 7624 123456", "IM")]
    [InlineData("+44 7700 900123", "GB")]
    [InlineData("+44 7509 123456", "JE")]
    [InlineData("+7 701 234 5678", "KZ")]
    [InlineData("+7 912 345 6789", "RU")]
    [InlineData("+353 86 123 4567", "IE")]
    [InlineData("+354 611 2345", "IS")]
    public void Normalize_TellsCountriesApartThatShareACode(string written, string country) =>
        Assert.StartsWith("+", PhoneNumber.Normalize(written, new() { Countries = [country] }));

    private static Problem Refused(string written, PhoneNumberOptions options) =>
        Assert.Throws<SeeSupportException>(() => PhoneNumber.Normalize(written, options)).Problem;
}
